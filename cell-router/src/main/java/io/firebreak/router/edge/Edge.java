package io.firebreak.router.edge;

import io.firebreak.router.forwarding.Deadline;
import io.firebreak.router.routing.RequestKind;
import io.firebreak.router.routing.RequestTarget;
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

    private final Dispatch dispatch;
    private final RequestIds ids;
    private final Admission admission;
    private final EdgeMetrics metrics;
    private final EdgeSettings settings;
    private final Duration budget;
    private final Clock clock;

    Edge(
            Dispatch dispatch,
            RequestIds ids,
            Admission admission,
            EdgeMetrics metrics,
            EdgeSettings settings,
            Duration budget,
            Clock clock) {
        this.dispatch = dispatch;
        this.ids = ids;
        this.admission = admission;
        this.metrics = metrics;
        this.settings = settings;
        this.budget = budget;
        this.clock = clock;
    }

    @Override
    public Publisher<Void> apply(HttpServerRequest in, HttpServerResponse out) {
        String id = ids.idFor(in.requestHeaders());
        if (!admission.enter()) {
            return write(
                    in, out, id, Problem.of(ProblemCode.OVERLOADED, "The router serves as many requests as it may"));
        }
        long start = metrics.start();
        String uri = in.uri();
        RequestTarget target = RequestTarget.of(in.method().name(), pathOf(uri));
        RequestKind kind = kindOf(target);
        return body(in).map(body ->
                        new ClientCall(id, in.method(), uri, in.requestHeaders(), body, Deadline.in(budget, clock)))
                .flatMap(call -> dispatch.answer(target, call))
                .onErrorResume(error -> Mono.just(replyTo(error, id)))
                .doOnNext(reply -> metrics.answered(kind, reply.status(), start))
                .doOnCancel(() -> metrics.abandoned(kind, start))
                .flatMap(reply -> write(in, out, id, reply))
                .doFinally(signal -> admission.leave());
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

    private static String pathOf(String uri) {
        int query = uri.indexOf('?');
        return query < 0 ? uri : uri.substring(0, query);
    }

    private static RequestKind kindOf(RequestTarget target) {
        return switch (target) {
            case RequestTarget.Launch() -> RequestKind.LAUNCH;
            case RequestTarget.InstanceList() -> RequestKind.LIST;
            case RequestTarget.OneInstance(var kind, var id) -> kind;
            case RequestTarget.NoSuchInstance(var kind) -> kind;
            case RequestTarget.AnyMember(var kind) -> kind;
            case RequestTarget.EveryMember(var kind) -> kind;
            case RequestTarget.ApiDocs() -> RequestKind.API_DOCS;
            case RequestTarget.WrongMethod(var allowed) -> RequestKind.OTHER;
            case RequestTarget.NoSuchPath() -> RequestKind.OTHER;
        };
    }
}
