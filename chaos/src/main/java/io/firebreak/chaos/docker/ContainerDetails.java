package io.firebreak.chaos.docker;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * A container as the engine describes it.
 *
 * @param project what compose calls the region; empty when it is none of compose's
 * @param health what its health check found, in the engine's word; empty when there is none
 * @param pid its main process in the engine's machine; 0 when none runs
 * @param restarts how often the engine started it again by its restart policy
 * @param settings of its environment what {@link #READ} names
 */
record ContainerDetails(
        Container container, String project, String health, long pid, int restarts, Map<String, String> settings) {
    /** None of them is a secret: those stay where they are. */
    private static final Set<String> READ = Set.of(
            Settings.ARCHITECTURE,
            Settings.SHARD_SIZE,
            Settings.SEED,
            Settings.HOSTS,
            Settings.ZONE,
            Settings.HOOKS,
            Settings.IDENTITY,
            Settings.ROUTER_CERTIFICATE,
            Settings.PORT,
            Settings.MANAGEMENT_PORT,
            Settings.DATABASE_URL,
            Settings.DATABASE_USER);

    /** The names the applications' own YAML files explain. */
    static final class Settings {
        static final String ARCHITECTURE = "FIREBREAK_DIRECTORY_ARCHITECTURE";
        static final String SHARD_SIZE = "FIREBREAK_DIRECTORY_SHARDSIZE";
        static final String SEED = "FIREBREAK_DIRECTORY_SEED";
        static final String HOSTS = "FIREBREAK_FLEET_HOSTS";
        static final String ZONE = "FIREBREAK_CELL_ZONE";
        static final String HOOKS = "FIREBREAK_CHAOS_ENABLED";
        static final String IDENTITY = "FIREBREAK_IDENTITY_DIRECTORY";
        static final String ROUTER_CERTIFICATE = "FIREBREAK_ROUTER_TLS_CERTIFICATE";
        static final String PORT = "SERVER_PORT";
        static final String MANAGEMENT_PORT = "MANAGEMENT_SERVER_PORT";
        static final String DATABASE_URL = "SPRING_DATASOURCE_URL";
        static final String DATABASE_USER = "SPRING_DATASOURCE_USERNAME";

        private Settings() {}
    }

    ContainerDetails {
        settings = Map.copyOf(settings);
    }

    static ContainerDetails of(JsonNode described) {
        JsonNode labels = described.path("Config").path("Labels");
        JsonNode state = described.path("State");
        return new ContainerDetails(
                Container.of(described.path("Id"), labels, state.path("Status")),
                labels.path(Container.PROJECT).asString(""),
                state.path("Health").path("Status").asString(""),
                state.path("Pid").asLong(0),
                described.path("RestartCount").asInt(0),
                settings(described.path("Config").path("Env")));
    }

    private static Map<String, String> settings(JsonNode environment) {
        Map<String, String> read = new HashMap<>();
        environment.valueStream().map(entry -> entry.asString("").split("=", 2)).forEach(entry -> {
            if (entry.length == 2 && READ.contains(entry[0])) {
                read.put(entry[0], entry[1]);
            }
        });
        return read;
    }

    /** A setting, or what the application takes when it is not set. */
    String setting(String name, String otherwise) {
        return settings.getOrDefault(name, otherwise);
    }

    /** Whether it runs, and says that it is ready if it is asked. */
    boolean isReady() {
        return container.state() == ContainerState.RUNNING && (health.isEmpty() || health.equals("healthy"));
    }
}
