package io.firebreak.chaos.bench;

import io.firebreak.chaos.database.DatabaseServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * PostgreSQL's own load generator, doing what a launch does to the database and nothing else: token, instance and
 * conditional reservation in one transaction per launch, prepared statements, 16 clients.
 */
record Pgbench(Path program) {
    static final int CLIENTS = 16;
    static final String PACKAGE = "postgresql-contrib (pgbench, pg_test_fsync)";
    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+) \\(without");
    private static final Pattern FAILED = Pattern.compile("number of failed transactions: ([0-9]+)");

    /** @param cpu of pgbench itself */
    record Measured(double perSecond, Duration cpu) {}

    /** Where this machine has it, on the PATH or where Debian puts it; the newest of several. */
    static Optional<Pgbench> find() {
        return program("pgbench").map(Pgbench::new);
    }

    /** A program of an installed PostgreSQL. */
    static Optional<Path> program(String name) {
        List<Path> candidates = new ArrayList<>();
        for (String directory :
                Objects.requireNonNullElse(System.getenv("PATH"), "").split(":", -1)) {
            candidates.add(Path.of(directory, name));
        }
        try (Stream<Path> versions = Files.list(Path.of("/usr/lib/postgresql"))) {
            versions.sorted()
                    .toList()
                    .reversed()
                    .forEach(version -> candidates.add(version.resolve("bin").resolve(name)));
        } catch (IOException e) {
            // there is no such directory where there is no Debian
        }
        return candidates.stream().filter(Files::isExecutable).findFirst();
    }

    /** @param database on the server, with the cell's tables and hosts */
    Measured run(DatabaseServer server, String database, int hosts, Duration length, Path scratch) throws IOException {
        Path script = Files.createDirectories(scratch).resolve("launch.pgbench");
        try (InputStream text = Objects.requireNonNull(Pgbench.class.getResourceAsStream("launch.pgbench"))) {
            Files.write(script, text.readAllBytes());
        }
        Duration before = OsProcess.cpuOfEnded();
        String output = OsProcess.output(
                List.of(
                        program.toString(),
                        "--no-vacuum",
                        "--protocol=prepared",
                        "--client=" + CLIENTS,
                        "--jobs=1",
                        "--time=" + length.toSeconds(),
                        "--define=hosts=" + hosts,
                        "--file=" + script,
                        "--host=127.0.0.1",
                        "--port=" + port(server),
                        "--username=" + server.user(),
                        database),
                Map.of("PGPASSWORD", server.password()));
        Matcher failed = FAILED.matcher(output);
        if (failed.find() && !failed.group(1).equals("0")) {
            throw new IOException("pgbench could not do all its transactions: " + output);
        }
        Matcher rate = RATE.matcher(output);
        if (!rate.find()) {
            throw new IOException("pgbench did not tell its rate: " + output);
        }
        return new Measured(
                Double.parseDouble(rate.group(1)), OsProcess.cpuOfEnded().minus(before));
    }

    private static int port(DatabaseServer server) {
        return URI.create(server.plainJdbcUrl().substring("jdbc:".length())).getPort();
    }
}
