package io.firebreak.router.edge;

import io.firebreak.router.routing.RequestKind;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Requests by kind and outcome: 15 kinds, 5 outcomes, so the number of series is bounded whatever clients send. */
final class EdgeMetrics {
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(5),
        Duration.ofMillis(25),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(2)
    };
    private static final int CLIENT_ERROR = 400;
    private static final int SERVER_ERROR = 500;
    private static final int UNAVAILABLE = 503;

    private final MeterRegistry registry;
    private final Clock clock;
    /** By kind and outcome: to find a timer in the registry takes longer than to record in it. */
    private final Map<RequestKind, Map<String, Timer>> timers = new EnumMap<>(RequestKind.class);

    EdgeMetrics(MeterRegistry registry, Clock clock, Admission admission) {
        this.registry = registry;
        this.clock = clock;
        for (RequestKind kind : RequestKind.values()) {
            timers.put(kind, new ConcurrentHashMap<>());
        }
        Gauge.builder("firebreak.router.in.flight", admission, Admission::inside)
                .description("requests being served")
                .register(registry);
    }

    long start() {
        return clock.monotonicTime();
    }

    void answered(RequestKind kind, int status, long startNanos) {
        record(kind, outcome(status), startNanos);
    }

    /** A request that could not be read was refused. */
    void refused(RequestKind kind, int status) {
        record(kind, outcome(status), start());
    }

    /** The client went away before its answer. */
    void abandoned(RequestKind kind, long startNanos) {
        record(kind, "abandoned", startNanos);
    }

    private void record(RequestKind kind, String outcome, long startNanos) {
        Map<String, Timer> known = Objects.requireNonNull(timers.get(kind));
        Timer timer = known.get(outcome);
        if (timer == null) {
            timer = known.computeIfAbsent(outcome, first -> timerOf(kind, first));
        }
        timer.record(clock.monotonicTime() - startNanos, TimeUnit.NANOSECONDS);
    }

    private Timer timerOf(RequestKind kind, String outcome) {
        return Timer.builder("firebreak.router.requests")
                .description("requests by kind and outcome")
                .tag("kind", kind.tag())
                .tag("outcome", outcome)
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    private static String outcome(int status) {
        if (status < CLIENT_ERROR) {
            return "ok";
        }
        if (status < SERVER_ERROR) {
            return "client_error";
        }
        return status == UNAVAILABLE ? "unavailable" : "server_error";
    }
}
