package io.firebreak.router.edge;

import io.firebreak.router.accesslog.AccessLog;
import io.firebreak.router.transport.EventLoops;
import io.firebreak.router.wire.Reply;
import io.micrometer.core.instrument.Clock;
import java.time.Duration;
import java.util.random.RandomGenerator;
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
        EdgeSettings settings,
        Duration budget,
        Clock clock,
        RandomGenerator random) {
    private static final Logger LOG = LoggerFactory.getLogger(Edge.class);

    /** A server for it; it listens nowhere yet. */
    public ApiServer server(EventLoops loops, HttpLimits limits) {
        return new ApiServer(this, loops, limits);
    }

    long maximumBody() {
        return settings.maximumBody().toBytes();
    }

    Reply replyTo(Throwable error, String id) {
        if (error instanceof Refusal refusal) {
            return refusal.reply();
        }
        LOG.error("request {} failed", id, error);
        return Problem.of(ProblemCode.INTERNAL_ERROR, "Report this with the request id " + id);
    }

    Reply tooLarge() {
        return Problem.of(ProblemCode.BODY_TOO_LARGE, "A body has at most %d bytes".formatted(maximumBody()));
    }

    Reply bodyTooLate() {
        return Problem.of(ProblemCode.REQUEST_TIMEOUT, "The body must arrive within " + settings.bodyTimeout());
    }
}
