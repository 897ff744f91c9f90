package io.firebreak.cell.wire;

import io.firebreak.telemetry.Tracing;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.springframework.http.HttpHeaders;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON over HTTP/1.1 to another process of the region. The deadline covers connecting, waiting and reading the whole
 * answer, so that a process stopped in the middle of one cannot hold the caller. Fields it does not know are passed
 * over: the other side may be of a newer version.
 */
public class JsonHttp {
    private static final Duration CONNECT = Duration.ofSeconds(1);

    private final Tracing tracing;
    private final JsonMapper json = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private final Supplier<HttpClient> http;

    /** @param http asked for each call, since a process's certificate changes while it runs */
    public JsonHttp(Supplier<HttpClient> http, Tracing tracing) {
        this.http = http;
        this.tracing = tracing;
    }

    /** What a client for it is made of. */
    public static HttpClient.Builder client() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT);
    }

    /** The answer to a GET; any trouble, a status other than 200 included, is a {@link WireException}. */
    public <T> T get(URI address, String bearer, Class<T> type, Duration deadline) {
        return exchange(request(address, bearer).GET(), "GET", address, type, deadline);
    }

    /** The answer to a POST; any trouble, a status other than 200 included, is a {@link WireException}. */
    public <T> T post(URI address, String bearer, Object body, Class<T> type, Duration deadline) {
        HttpRequest.Builder request = request(address, bearer)
                .header(HttpHeaders.CONTENT_TYPE, "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(json.writeValueAsBytes(body)));
        return exchange(request, "POST", address, type, deadline);
    }

    private static HttpRequest.Builder request(URI address, String bearer) {
        return HttpRequest.newBuilder(address).header(HttpHeaders.AUTHORIZATION, "Bearer " + bearer);
    }

    private <T> T exchange(HttpRequest.Builder request, String method, URI address, Class<T> type, Duration deadline) {
        return tracing.call(method, address, headers -> {
            headers.forEach(request::header);
            return exchange(request.build(), type, deadline);
        });
    }

    private <T> T exchange(HttpRequest request, Class<T> type, Duration deadline) {
        HttpResponse<byte[]> response = await(request, deadline);
        if (response.statusCode() != 200) {
            throw WireException.refused("%s answered %d".formatted(request.uri(), response.statusCode()));
        }
        try {
            return json.readValue(response.body(), type);
        } catch (JacksonException e) {
            throw new WireException(request.uri() + " answered what is no " + type.getSimpleName(), e);
        }
    }

    private HttpResponse<byte[]> await(HttpRequest request, Duration deadline) {
        CompletableFuture<HttpResponse<byte[]>> answer =
                http.get().sendAsync(request, HttpResponse.BodyHandlers.ofByteArray());
        try {
            return answer.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new WireException("%s did not answer within %s".formatted(request.uri(), deadline), e);
        } catch (ExecutionException e) {
            throw new WireException(request.uri() + " could not be reached: " + e.getCause(), e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new WireException("interrupted while calling " + request.uri(), e);
        }
    }
}
