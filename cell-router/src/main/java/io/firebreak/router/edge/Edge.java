package io.firebreak.router.edge;

import io.firebreak.router.accesslog.AccessLog;
import io.firebreak.router.forwarding.CallTrail;
import io.firebreak.router.routing.RequestKind;
import io.firebreak.router.tracing.CallSpans;
import io.firebreak.router.transport.EventLoops;
import io.firebreak.router.transport.ListenerTls;
import io.firebreak.router.wire.Reply;
import io.micrometer.core.instrument.Clock;
import io.netty.handler.codec.http.HttpRequest;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What every request of the API port needs on its way to an answer. Nothing of it blocks an event loop, and nothing logs a
 * key or a body.
 */
public record Edge(
        Front front,
        RequestIds ids,
        Admission admission,
        EdgeMetrics metrics,
        AccessLog log,
        CallSpans spans,
        EdgeSettings settings,
        Duration budget,
        Clock clock,
        RandomGenerator random) {
    private static final Logger LOG = LoggerFactory.getLogger(Edge.class);
    /** Stands in the log for what cannot be read, or is no method anyone knows. */
    private static final String UNKNOWN = "-";
    /** All methods there are have fewer letters. */
    private static final int LONGEST_METHOD = 16;

    /**
     * A server for it; it listens nowhere yet.
     *
     * @param tls what it speaks; null for plain HTTP
     */
    public ApiServer server(EventLoops loops, HttpLimits limits, @Nullable ListenerTls tls) {
        return new ApiServer(this, loops, limits, tls);
    }

    long maximumBody() {
        return settings.maximumBody().toBytes();
    }

    Reply replyTo(Throwable error, String id) {
        if (error instanceof Refusal refusal) {
            return refusal.reply();
        }
        LOG.atError().addKeyValue("requestId", id).setCause(error).log("request {} failed", id);
        return Problem.of(ProblemCode.INTERNAL_ERROR, "Report this with the request id " + id);
    }

    /**
     * A request is answered that was never let in.
     *
     * @param head as far as it could be read
     */
    void refused(@Nullable HttpRequest head, String id, Reply reply) {
        metrics.refused(RequestKind.OTHER, reply.status());
        HttpRequest read = head != null && head.decoderResult().isSuccess() ? head : null;
        String method = read == null ? UNKNOWN : read.method().name();
        CallTrail trail = new CallTrail(
                id,
                method.length() > LONGEST_METHOD ? UNKNOWN : method,
                read == null ? UNKNOWN : read.uri(),
                metrics.start());
        trail.answered(reply.status(), reply.body().size());
        log.ended(trail, true);
    }

    Reply tooLarge() {
        return Problem.of(ProblemCode.BODY_TOO_LARGE, "A body has at most %d bytes".formatted(maximumBody()));
    }

    Reply bodyTooLate() {
        return Problem.of(ProblemCode.REQUEST_TIMEOUT, "The body must arrive within " + settings.bodyTimeout());
    }
}
