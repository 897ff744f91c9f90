package io.firebreak.chaos.docker;

import io.firebreak.chaos.region.RegionUnreachableException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The calls of the Docker Engine's HTTP API that a driver needs: list, inspect, kill, stop, start, pause and unpause, in the
 * engine's newest version of each. To kill or to stop what does not run, or to pause what is paused, is no error. Everything
 * else that goes wrong is a {@link RegionUnreachableException}, which names the call and what the engine said.
 */
final class DockerEngine {
    private static final JsonMapper JSON = new JsonMapper();

    /** The engine waits up to 10 s for a killed process to be gone; a busy machine may take as long for the rest. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final int NOT_CHANGED = 304;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final Set<Integer> SO_ALREADY = Set.of(NOT_CHANGED, CONFLICT);

    private final URI address;
    private final EngineSocket socket;

    /** @param address as {@code DOCKER_HOST} has it, such as {@code unix:///var/run/docker.sock} */
    DockerEngine(URI address) {
        this.address = address;
        this.socket = new EngineSocket(address);
    }

    URI address() {
        return address;
    }

    /** All containers with this label, also those that do not run. */
    List<Container> labelled(String label, String value) {
        String filters = JSON.writeValueAsString(Map.of("label", List.of(label + "=" + value)));
        JsonNode found = required(
                        "GET",
                        "/containers/json?all=true&filters=" + URLEncoder.encode(filters, StandardCharsets.UTF_8),
                        PATIENCE,
                        Set.of())
                .body();
        return found.valueStream().map(Container::listed).toList();
    }

    /** A container by its id, or the first digits of it, or its name; empty when there is none. */
    Optional<ContainerDetails> inspect(String id) {
        Answer answer = required("GET", "/containers/%s/json".formatted(encoded(id)), PATIENCE, Set.of(NOT_FOUND));
        return answer.status() == NOT_FOUND ? Optional.empty() : Optional.of(ContainerDetails.of(answer.body()));
    }

    /** SIGKILL; returns when the container is dead. The engine does not restart it by its restart policy. */
    void kill(String id) {
        change(id, "kill?signal=KILL", PATIENCE);
    }

    /** The signal the image is made for, then after the grace SIGKILL; the engine does not restart it. */
    void stop(String id, Duration grace) {
        change(id, "stop?t=" + grace.toSeconds(), grace.plus(PATIENCE));
    }

    /** Nothing when it runs. A paused one cannot be started, which is an error. */
    void start(String id) {
        required("POST", "/containers/%s/start".formatted(encoded(id)), PATIENCE, Set.of(NOT_CHANGED));
    }

    /** Freezes all its processes. */
    void pause(String id) {
        change(id, "pause", PATIENCE);
    }

    /** Of a paused one only. */
    void unpause(String id) {
        change(id, "unpause", PATIENCE);
    }

    private void change(String id, String what, Duration patience) {
        required("POST", "/containers/%s/%s".formatted(encoded(id), what), patience, SO_ALREADY);
    }

    private record Answer(int status, JsonNode body) {
        boolean isGood() {
            return status >= 200 && status < 300;
        }
    }

    private Answer required(String method, String path, Duration patience, Set<Integer> alsoGood) {
        Answer answer = call(method, path, patience);
        if (!answer.isGood() && !alsoGood.contains(answer.status())) {
            throw new RegionUnreachableException("the Docker Engine at %s answered %d to %s %s: %s"
                    .formatted(
                            address,
                            answer.status(),
                            method,
                            path,
                            answer.body().path("message").asString("")));
        }
        return answer;
    }

    /** Bounded by hand: reads from a channel have no time-out of their own. */
    private Answer call(String method, String path, Duration patience) {
        FutureTask<Answer> call = new FutureTask<>(() -> answer(method, path));
        Thread.startVirtualThread(call);
        try {
            return call.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            call.cancel(true);
            throw unreachable("did not answer %s %s within %d s".formatted(method, path, patience.toSeconds()), e);
        } catch (ExecutionException e) {
            throw unreachable("cannot be asked: " + e.getCause(), e);
        } catch (InterruptedException e) {
            call.cancel(true);
            Thread.currentThread().interrupt();
            throw unreachable("was not waited for", e);
        }
    }

    private RegionUnreachableException unreachable(String what, Exception cause) {
        return new RegionUnreachableException("the Docker Engine at %s %s".formatted(address, what), cause);
    }

    private Answer answer(String method, String path) throws IOException {
        EngineSocket.Answer answer = socket.call(method, path);
        return new Answer(answer.status(), json(answer.body()));
    }

    private static JsonNode json(String body) {
        try {
            return body.isEmpty() ? JSON.createObjectNode() : JSON.readTree(body);
        } catch (JacksonException noJson) {
            return JSON.createObjectNode().put("message", body.strip());
        }
    }

    private static String encoded(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8);
    }
}
