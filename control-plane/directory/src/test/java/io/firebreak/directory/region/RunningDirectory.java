package io.firebreak.directory.region;

import io.firebreak.directory.DirectoryApplication;
import io.firebreak.testdatabase.TestDatabase;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The directory in this JVM, on free ports, spoken to over HTTP. */
public final class RunningDirectory extends Caller {
    public static final String INTERNAL_SECRET = "internal-secret-of-tests";
    public static final String ADMIN_TOKEN = "admin-token-of-tests";

    private final ConfigurableApplicationContext context;

    private RunningDirectory(ConfigurableApplicationContext context) {
        super(port(context, "local.server.port"), port(context, "local.management.port"));
        this.context = context;
    }

    /** Starts it; more settings are given as {@code key=value}. */
    public static RunningDirectory start(TestDatabase database, String... settings) {
        return new RunningDirectory(
                new SpringApplication(DirectoryApplication.class).run(arguments(database, settings)));
    }

    /** The command line that gives a directory its database, secrets and free ports. */
    public static String[] arguments(TestDatabase database, String... settings) {
        Map<String, String> all = new LinkedHashMap<>(Map.of(
                "server.port",
                "0",
                "management.server.port",
                "0",
                "spring.datasource.url",
                database.jdbcUrl(),
                "spring.datasource.username",
                database.username(),
                "spring.datasource.password",
                database.password(),
                "firebreak.directory.internal-secret",
                INTERNAL_SECRET,
                "firebreak.directory.admin-token",
                ADMIN_TOKEN,
                "firebreak.directory.push.every",
                "100ms",
                "firebreak.directory.push.longest-back-off",
                "400ms"));
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            all.put(setting.substring(0, equals), setting.substring(equals + 1));
        }
        return all.entrySet().stream()
                .map(setting -> "--%s=%s".formatted(setting.getKey(), setting.getValue()))
                .toArray(String[]::new);
    }

    public static List<String> tenants(int count) {
        return IntStream.rangeClosed(1, count).mapToObj("t-%04d"::formatted).toList();
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
        super.close();
    }

    private static int port(ConfigurableApplicationContext context, String property) {
        return context.getEnvironment().getRequiredProperty(property, Integer.class);
    }
}
