package io.firebreak.router.forwarding;

import io.firebreak.router.routing.Failure;
import io.firebreak.router.wire.Body;
import io.firebreak.router.wire.Headers;
import io.firebreak.router.wire.Reply;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import reactor.core.publisher.Mono;
import reactor.netty.NettyPipeline;
import reactor.netty.http.client.HttpClient;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquirePendingLimitException;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquireTimeoutException;
import reactor.netty.resources.ConnectionProvider;

/** HTTP to the nodes of cells: one bounded pool of connections per node, whole answers, failures as values. */
public final class CellHttp implements AutoCloseable {
    private static final Duration EVICTION = Duration.ofSeconds(5);

    private final HttpClient client;
    private final ConnectionProvider connections;
    private final long maximumAnswer;

    /** What a node gave: an answer or a failure. */
    sealed interface Delivery {
        record Replied(Reply reply) implements Delivery {}

        record Failed(Failure failure) implements Delivery {}
    }

    /**
     * The client library's own retry is off: it would send a call again that may not be repeated, and where it may be, the
     * router knows a better place.
     */
    public CellHttp(ForwardingSettings settings) {
        this.maximumAnswer = settings.maximumAnswer().toBytes();
        this.connections = ConnectionProvider.builder("cells")
                .maxConnections(settings.connectionsPerNode())
                .pendingAcquireMaxCount(settings.waitingPerNode())
                .pendingAcquireTimeout(settings.budget())
                .maxIdleTime(settings.idleConnection())
                .evictInBackground(EVICTION)
                .lifo()
                .build();
        this.client = HttpClient.create(connections)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        settings.connectTimeout().toMillis())
                .doOnChannelInit((observer, channel, address) ->
                        channel.pipeline().addAfter(NettyPipeline.HttpCodec, "interimAnswers", new InterimAnswers()))
                .disableRetry(true);
    }

    Mono<Delivery> send(URI node, CellRequest request, Duration timeout) {
        return Mono.defer(() -> exchange(node, request, timeout))
                .timeout(timeout)
                .onErrorResume(error -> Mono.just(new Delivery.Failed(failureOf(error))));
    }

    private Mono<Delivery> exchange(URI node, CellRequest request, Duration timeout) {
        HttpClient.RequestSender sender = client.headers(headers -> {
                    headers.set(request.headers());
                    headers.set(Headers.DEADLINE, timeout.toMillis());
                    if (!request.body().isEmpty() || request.method().equals(HttpMethod.POST)) {
                        headers.set(
                                HttpHeaderNames.CONTENT_LENGTH, request.body().size());
                    }
                })
                .request(request.method())
                .uri(node + request.uri());
        HttpClient.ResponseReceiver<?> receiver = request.body().isEmpty()
                ? sender
                : sender.send(Mono.fromSupplier(() -> request.body().toByteBuf()));
        return receiver.response((response, content) -> Body.read(content, maximumAnswer)
                        .map(body -> new Reply(
                                response.status().code(), Headers.towardsClient(response.responseHeaders()), body)))
                .single()
                .map(Delivery.Replied::new);
    }

    private static Failure failureOf(Throwable error) {
        return switch (error) {
            case ConnectException refused -> Failure.NOT_CONNECTED;
            case UnknownHostException unknown -> Failure.NOT_CONNECTED;
            case PoolAcquirePendingLimitException full -> Failure.NOT_CONNECTED;
            case PoolAcquireTimeoutException late -> Failure.NOT_CONNECTED;
            case TimeoutException late -> Failure.TIMED_OUT;
            default -> Failure.CUT_OFF;
        };
    }

    @Override
    public void close() {
        connections.dispose();
    }
}
