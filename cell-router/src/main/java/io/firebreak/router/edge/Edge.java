package io.firebreak.router.edge;

import io.firebreak.router.accesslog.AccessLog;
import io.firebreak.router.accesslog.TraceId;
import io.firebreak.router.forwarding.CallTrail;
import io.firebreak.router.forwarding.Deadline;
import io.firebreak.router.routing.RequestKind;
import io.firebreak.router.wire.Body;
import io.firebreak.router.wire.BodyTooLargeException;
import io.firebreak.router.wire.Headers;
import io.firebreak.router.wire.Reply;
import io.micrometer.core.instrument.Clock;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;
import reactor.netty.DisposableChannel;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * Takes every request of the API port and answers each. It never blocks an event loop, and logs neither a key nor a body.
 */
public final class Edge implements BiFunction<HttpServerRequest, HttpServerResponse, Publisher<Void>> {
    private static final Logger LOG = LoggerFactory.getLogger(Edge.class);

    private static final int NO_CONTENT = 204;

    private final Front front;
    private final RequestIds ids;
    private final Admission admission;
    private final EdgeMetrics metrics;
    private final AccessLog log;
    private final EdgeSettings settings;
    private final Duration budget;
    private final Clock clock;

    Edge(
            Front front,
            RequestIds ids,
            Admission admission,
            EdgeMetrics metrics,
            AccessLog log,
            EdgeSettings settings,
            Duration budget,
            Clock clock) {
        this.front = front;
        this.ids = ids;
        this.admission = admission;
        this.metrics = metrics;
        this.log = log;
        this.settings = settings;
        this.budget = budget;
        this.clock = clock;
    }

    @Override
    public Publisher<Void> apply(HttpServerRequest in, HttpServerResponse out) {
        String id = ids.idFor(in.requestHeaders());
        long start = metrics.start();
        String method = in.method().name();
        CallTrail trail = new CallTrail(id, method, in.uri(), start);
        TraceId.of(in.requestHeaders().get("traceparent")).ifPresent(trail::inTrace);
        if (!admission.enter()) {
            return full(in, out, id, trail);
        }
        Front.Meaning meaning = front.meaningOf(method, in.uri(), in.requestHeaders());
        RequestKind kind = meaning.kind();
        trail.understood(kind);
        return body(in).map(body -> call(in, id, body, trail))
                .flatMap(meaning.answer())
                .onErrorResume(error -> Mono.just(replyTo(error, id)))
                .doOnNext(reply -> {
                    metrics.answered(kind, reply.status(), start);
                    trail.answered(reply.status(), reply.body().size());
                })
                .doOnCancel(() -> metrics.abandoned(kind, start))
                .flatMap(reply -> write(in, out, id, reply))
                .doFinally(signal -> {
                    admission.leave();
                    log.ended(trail, signal == SignalType.ON_COMPLETE);
                });
    }

    private Mono<Void> full(HttpServerRequest in, HttpServerResponse out, String id, CallTrail trail) {
        Reply reply = Problem.of(ProblemCode.OVERLOADED, "The router serves as many requests as it may");
        metrics.refused(RequestKind.OTHER, reply.status());
        trail.answered(reply.status(), reply.body().size());
        return write(in, out, id, reply).doFinally(signal -> log.ended(trail, signal == SignalType.ON_COMPLETE));
    }

    private ClientCall call(HttpServerRequest in, String id, Body body, CallTrail trail) {
        trail.received(body.size());
        return new ClientCall(id, in.method(), in.uri(), in.requestHeaders(), body, Deadline.in(budget, clock), trail);
    }

    private Mono<Body> body(HttpServerRequest in) {
        HttpHeaders headers = in.requestHeaders();
        long maximum = settings.maximumBody().toBytes();
        String length = headers.get(HttpHeaderNames.CONTENT_LENGTH);
        if (length != null && Long.parseLong(length) > maximum) {
            return Mono.error(new BodyTooLargeException(maximum));
        }
        if (length == null && !headers.contains(HttpHeaderNames.TRANSFER_ENCODING)) {
            return Mono.just(Body.EMPTY);
        }
        return Body.read(in.receive(), maximum).timeout(settings.bodyTimeout());
    }

    private Reply replyTo(Throwable error, String id) {
        return switch (error) {
            case Refusal refusal -> refusal.reply();
            case BodyTooLargeException large -> last(tooLarge().reply());
            case TimeoutException late ->
                last(Problem.of(ProblemCode.REQUEST_TIMEOUT, "The body must arrive within " + settings.bodyTimeout()));
            default -> {
                LOG.error("request {} failed", id, error);
                yield Problem.of(ProblemCode.INTERNAL_ERROR, "Report this with the request id " + id);
            }
        };
    }

    /** A body that was not read to its end would be taken for the next request, so its connection is closed. */
    private static Reply last(Reply reply) {
        reply.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        return reply;
    }

    private Refusal tooLarge() {
        return new Refusal(
                ProblemCode.BODY_TOO_LARGE,
                "A body has at most %d bytes".formatted(settings.maximumBody().toBytes()));
    }

    private Mono<Void> write(HttpServerRequest in, HttpServerResponse out, String id, Reply reply) {
        out.status(reply.status());
        out.headers(reply.headers());
        out.header(Headers.REQUEST_ID, id);
        if (reply.status() != NO_CONTENT) {
            out.header(
                    HttpHeaderNames.CONTENT_LENGTH,
                    Integer.toString(reply.body().size()));
        }
        if (reply.headers().contains(HttpHeaderNames.CONNECTION)) {
            out.keepAlive(false);
        }
        Mono<Void> sent = in.method().equals(HttpMethod.HEAD) || reply.body().isEmpty()
                ? out.send()
                : out.send(Mono.fromSupplier(() -> reply.body().toByteBuf())).then();
        return sent.timeout(settings.answerTimeout())
                .onErrorResume(TimeoutException.class, late -> Mono.fromRunnable(() -> cut(in)));
    }

    /** A client that does not read its answer would hold a place for as long as it likes. */
    private static void cut(HttpServerRequest in) {
        in.withConnection(DisposableChannel::dispose);
    }

    /** How the server of the API port is to treat connections. */
    public HttpServer guard(HttpServer server) {
        return server.maxConnections(settings.maximumConnections())
                .doOnChannelInit((observer, channel, address) -> channel.pipeline()
                        .addAfter(NettyPipeline.HttpCodec, "requestGate", new RequestGate(settings, metrics)));
    }
}
