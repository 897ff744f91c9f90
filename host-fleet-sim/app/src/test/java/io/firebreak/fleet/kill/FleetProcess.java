package io.firebreak.fleet.kill;

import io.firebreak.fleet.api.CommandBatch;
import io.firebreak.fleet.api.CommandOutcome;
import io.firebreak.fleet.api.CommandResult;
import io.firebreak.fleet.api.CommandResults;
import io.firebreak.fleet.api.FleetReport;
import io.firebreak.fleet.api.HostedInstance;
import io.firebreak.fleet.api.HostedState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** A fleet as an operating system process of its own, started from the executable jar. */
final class FleetProcess implements AutoCloseable {
    private static final Duration LONGEST_START = Duration.ofSeconds(90);
    private static final String SECRET = "the-internal-secret-of-tests";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port = freePort();
    private final int managementPort = freePort();
    private final Path log;
    private final Process process;

    private FleetProcess(Path directory, List<String> launch) {
        log = directory.resolve("fleet.log");
        List<String> command = Stream.concat(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-Xmx128m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1"),
                        launch.stream())
                .toList();
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("SERVER_PORT", Integer.toString(port));
        builder.environment().put("MANAGEMENT_SERVER_PORT", Integer.toString(managementPort));
        builder.environment().put("FIREBREAK_FLEET_INTERNALSECRET", SECRET);
        builder.environment()
                .put(
                        "FIREBREAK_FLEET_JOURNAL",
                        directory.resolve("fleet.journal").toString());
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts a fleet and waits until it is ready. */
    static FleetProcess start(Path directory) {
        return start(directory, List.of("-jar", executableJar().toString()));
    }

    static FleetProcess start(Path directory, List<String> launch) {
        FleetProcess fleet = new FleetProcess(directory, launch);
        fleet.awaitReady();
        return fleet;
    }

    static Path executableJar() {
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            return files.filter(file -> file.toString().endsWith("-exec.jar"))
                    .findAny()
                    .orElseThrow(() -> new IllegalStateException("Package the module first: no target/*-exec.jar"))
                    .toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The outcomes, or empty if the process died before it answered. */
    Optional<List<CommandOutcome>> send(CommandBatch batch) {
        HttpRequest request = request(port, "/fleet/v1/commands")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(batch)))
                .build();
        return exchange(request)
                .map(body -> JSON.readValue(body, CommandResults.class).results().stream()
                        .map(CommandResult::outcome)
                        .toList());
    }

    /** Every instance that has a place on a host. */
    Map<String, HostedInstance> instances() {
        Map<String, HostedInstance> instances = new HashMap<>();
        String query = "";
        FleetReport report;
        do {
            String body =
                    exchange(request(port, "/fleet/v1/report" + query).build()).orElseThrow();
            report = JSON.readValue(body, FleetReport.class);
            for (HostedInstance instance : report.instances()) {
                if (instance.state() != HostedState.TERMINATED) {
                    instances.put(instance.instance(), instance);
                }
            }
            query = "?incarnation=" + report.incarnation() + "&since=" + report.version();
        } while (report.more());
        return instances;
    }

    void kill() {
        process.destroyForcibly();
        awaitExit();
    }

    /** Asks it to stop, and tells how it ended. */
    int terminate() {
        process.destroy();
        return awaitExit();
    }

    @Override
    public void close() {
        kill();
    }

    private int awaitExit() {
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                throw new AssertionError("The fleet does not end; see " + log);
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void awaitReady() {
        long deadline = System.nanoTime() + LONGEST_START.toNanos();
        HttpRequest readiness =
                request(managementPort, "/actuator/health/readiness").build();
        // One that still starts answers too: that it is not ready.
        while (answer(readiness).filter(answer -> answer.statusCode() == 200).isEmpty()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                close();
                throw new AssertionError("The fleet did not become ready:\n" + logged());
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private String logged() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<String> exchange(HttpRequest request) {
        return answer(request).map(answer -> {
            if (answer.statusCode() != 200) {
                throw new AssertionError(request + " was answered " + answer.statusCode() + " " + answer.body());
            }
            return answer.body();
        });
    }

    private Optional<HttpResponse<String>> answer(HttpRequest request) {
        try {
            return Optional.of(http.send(request, BodyHandlers.ofString()));
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static HttpRequest.Builder request(int port, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + SECRET);
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
