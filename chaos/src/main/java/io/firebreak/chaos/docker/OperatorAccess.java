package io.firebreak.chaos.docker;

import io.firebreak.chaos.region.RegionUnreachableException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the service {@code chaos} of deploy/compose.chaos.yml has in its environment.
 *
 * @param engine where the Docker Engine listens
 * @param container the id of the container this program runs in, which is one of the region's project
 * @param internalSecret opens the calls between the region's processes
 * @param adminToken opens the directory's admin API
 * @param databasePassword of all its databases
 * @param identity the directory with the operator's certificate and key; null in a region without certificates
 */
public record OperatorAccess(
        URI engine,
        String container,
        String internalSecret,
        String adminToken,
        String databasePassword,
        @Nullable String identity) {
    private static final String ENGINE = "DOCKER_HOST";
    private static final String CONTAINER = "HOSTNAME";
    private static final String INTERNAL_SECRET = "FIREBREAK_INTERNAL_SECRET";
    private static final String ADMIN_TOKEN = "FIREBREAK_ADMIN_TOKEN";
    private static final String DATABASE_PASSWORD = "FIREBREAK_DATABASE_PASSWORD";
    private static final String IDENTITY = "FIREBREAK_IDENTITY_DIRECTORY";
    private static final String USUAL_ENGINE = "unix:///var/run/docker.sock";

    /**
     * Reads it.
     *
     * @throws RegionUnreachableException naming what is missing, and where this is to be run
     */
    public static OperatorAccess of(Map<String, String> environment) {
        List<String> missing = Stream.of(CONTAINER, INTERNAL_SECRET, ADMIN_TOKEN, DATABASE_PASSWORD)
                .filter(name -> environment.getOrDefault(name, "").isBlank())
                .toList();
        if (!missing.isEmpty()) {
            throw new RegionUnreachableException(
                    "--docker is for the service chaos of deploy/compose.chaos.yml, which has %s in its environment"
                            .formatted(String.join(", ", missing)));
        }
        String identity = environment.getOrDefault(IDENTITY, "");
        return new OperatorAccess(
                URI.create(environment.getOrDefault(ENGINE, USUAL_ENGINE)),
                environment.getOrDefault(CONTAINER, ""),
                environment.getOrDefault(INTERNAL_SECRET, ""),
                environment.getOrDefault(ADMIN_TOKEN, ""),
                environment.getOrDefault(DATABASE_PASSWORD, ""),
                identity.isBlank() ? null : identity);
    }

    @Override
    public String toString() {
        return "OperatorAccess[%s, …]".formatted(engine);
    }
}
