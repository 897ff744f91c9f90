package io.firebreak.chaos.region;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * JSON over HTTP to one server, as one caller. A server that cannot be reached is a {@link RegionUnreachableException};
 * every status is an answer.
 *
 * @param token the bearer token of all calls
 */
public record JsonCalls(HttpClient http, URI server, String token, Duration patience) {

    /** An answer; the body of one that is no JSON is its text. */
    public record Answer(int status, JsonNode body, HttpHeaders headers) {
        public boolean isGood() {
            return status >= 200 && status < 300;
        }
    }

    /** Calls that wait a minute at most. */
    public static JsonCalls to(HttpClient http, URI server, String token) {
        return new JsonCalls(http, server, token, Duration.ofMinutes(1));
    }

    public Answer get(String path) {
        return call("GET", path, null);
    }

    public Answer delete(String path) {
        return call("DELETE", path, null);
    }

    public Answer put(String path, Object body) {
        return call("PUT", path, body);
    }

    public Answer patch(String path, Object body) {
        return call("PATCH", path, body);
    }

    public Answer post(String path, Object body) {
        return call("POST", path, body);
    }

    private Answer call(String method, String path, @Nullable Object body) {
        HttpRequest request = HttpRequest.newBuilder(server.resolve(path))
                .timeout(patience)
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/json, application/problem+json")
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(Json.MAPPER.writeValueAsBytes(body)))
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), json(response.body()), response.headers());
        } catch (IOException e) {
            throw new RegionUnreachableException("%s %s was not answered: %s".formatted(method, request.uri(), e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RegionUnreachableException("interrupted in %s %s".formatted(method, request.uri()), e);
        }
    }

    private static JsonNode json(String text) {
        try {
            return Json.MAPPER.readTree(text);
        } catch (JacksonException e) {
            return Json.MAPPER.getNodeFactory().stringNode(text);
        }
    }
}
