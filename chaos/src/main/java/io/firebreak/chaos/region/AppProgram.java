package io.firebreak.chaos.region;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One of our applications. Its settings go in as one JSON text in the environment, where only its owner can read it.
 *
 * @param settings Spring properties by their full names
 * @param readiness answers 200 when the application is ready
 */
record AppProgram(
        HttpClient http, List<String> command, Map<String, Object> settings, Path workingDirectory, URI readiness)
        implements Program {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    @Override
    public Map<String, String> environment(Version version) {
        Map<String, Object> all = new HashMap<>(settings);
        all.putAll(version.settings());
        Map<String, String> environment = new HashMap<>(Environment.telemetry());
        environment.put("SPRING_APPLICATION_JSON", Json.MAPPER.writeValueAsString(all));
        environment.put("LANG", "C.UTF-8");
        environment.put("PATH", Environment.path());
        environment.put("TZ", "UTC");
        return environment;
    }

    @Override
    public void beforeStart() {
        try {
            Files.createDirectories(workingDirectory);
        } catch (IOException e) {
            throw new UncheckedIOException(workingDirectory + " could not be made", e);
        }
    }

    @Override
    public boolean isReady() {
        return isReady(http, readiness);
    }

    static boolean isReady(HttpClient http, URI readiness) {
        HttpRequest request =
                HttpRequest.newBuilder(readiness).timeout(PATIENCE).build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public List<ProcessHandle> processes(ProcessHandle main) {
        return List.of(main);
    }

    @Override
    public Signal stopSignal() {
        return Signal.TERM;
    }
}
