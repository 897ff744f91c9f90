package io.firebreak.chaos.load;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** Over HTTP/1.1 with kept connections, the routers in turn. A time-out covers the attempt as a whole, body included. */
final class HttpTransport implements Transport {
    private final HttpClient http;
    private final List<URI> routers;
    private final Duration timeout;
    private final AtomicInteger turn = new AtomicInteger();

    HttpTransport(HttpClient http, List<URI> routers, Duration timeout) {
        this.http = http;
        this.routers = List.copyOf(routers);
        this.timeout = timeout;
    }

    @Override
    public Reply send(ApiRequest request) {
        URI router = routers.get(Math.floorMod(turn.getAndIncrement(), routers.size()));
        CompletableFuture<HttpResponse<String>> answer =
                http.sendAsync(httpRequest(router, request), HttpResponse.BodyHandlers.ofString());
        try {
            HttpResponse<String> response = answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
            return new Reply.Answer(response.statusCode(), response.body());
        } catch (TimeoutException _) {
            answer.cancel(true);
            return new Reply.TimedOut();
        } catch (ExecutionException _) {
            return new Reply.Broken();
        } catch (InterruptedException _) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            return new Reply.Broken();
        }
    }

    private static HttpRequest httpRequest(URI router, ApiRequest request) {
        HttpRequest.BodyPublisher body = request.body() == null
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(request.body());
        HttpRequest.Builder builder = HttpRequest.newBuilder(router.resolve(request.path()))
                .header("Authorization", "Bearer " + request.key())
                .method(request.method(), body);
        if (request.body() != null) {
            builder.header("Content-Type", "application/json");
        }
        if (request.clientToken() != null) {
            builder.header("Idempotency-Key", request.clientToken());
        }
        return builder.build();
    }
}
