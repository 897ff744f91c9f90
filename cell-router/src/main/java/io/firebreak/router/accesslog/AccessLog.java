package io.firebreak.router.accesslog;

import io.firebreak.router.accesslog.AccessLogSettings.Target;
import io.firebreak.router.forwarding.CallTrail;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Writes lines about ended requests on a thread of its own. The event loops decide whether there is to be one and put it
 * into a bounded queue; they never wait for a disk or a pipe nobody reads.
 */
public final class AccessLog implements AutoCloseable {
    /** A pipe nobody reads must not hold up the end of the process. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    /** In that time a file grows by 60 KB at most with the bound of lines as it is shipped. */
    private static final Duration SIZE_LOOKED_AT_EVERY = Duration.ofSeconds(1);

    private final boolean on;
    private final AccessSampling sampling;
    private final LineBudget budget;
    private final BlockingQueue<AccessEntry> waiting;
    private final Clock clock;
    private final Counter written;
    private final Counter overRate;
    private final Counter overQueue;
    private final Optional<LineSink> sink;
    private volatile boolean closing;
    private @Nullable Thread writer;

    /** To where the settings say. */
    public AccessLog(AccessLogSettings settings, Clock clock, MeterRegistry meters) {
        this(settings, sinkOf(settings), clock, meters);
    }

    AccessLog(AccessLogSettings settings, Optional<LineSink> sink, Clock clock, MeterRegistry meters) {
        this.on = settings.to() != Target.NONE;
        this.sampling = new AccessSampling(settings);
        this.budget = new LineBudget(settings.linesPerSecond());
        this.waiting = new ArrayBlockingQueue<>(settings.queue());
        this.clock = clock;
        this.sink = sink;
        this.written = lines(meters, "written");
        this.overRate = lines(meters, "dropped_over_rate");
        this.overQueue = lines(meters, "dropped_queue_full");
    }

    private static Optional<LineSink> sinkOf(AccessLogSettings settings) {
        return switch (settings.to()) {
            case NONE -> Optional.empty();
            case STDOUT -> Optional.of(LineSink.stdout());
            case FILE -> {
                Path file = Objects.requireNonNull(settings.file());
                yield Optional.of(LineSink.file(file, settings, SIZE_LOOKED_AT_EVERY));
            }
        };
    }

    private static Counter lines(MeterRegistry meters, String result) {
        return Counter.builder("firebreak.router.access.log.lines")
                .description("lines of the access log by what became of them")
                .tag("result", result)
                .register(meters);
    }

    /** Begins to write, when there is anything to be written. */
    public void start() {
        sink.ifPresent(lines -> {
            Thread thread = Thread.ofPlatform().daemon().name("access-log").unstarted(() -> writeTo(lines));
            writer = thread;
            thread.start();
        });
    }

    /**
     * A request is over.
     *
     * @param delivered whether its client has the answer
     */
    public void ended(CallTrail trail, boolean delivered) {
        if (!on) {
            return;
        }
        long now = clock.monotonicTime();
        long took = now - trail.startNanos();
        Outcome outcome = Outcome.of(trail.status(), delivered);
        if (!sampling.takes(outcome, took)) {
            return;
        }
        if (!budget.take(now)) {
            overRate.increment();
        } else if (!waiting.offer(AccessEntry.of(trail, outcome, clock.wallTime(), took))) {
            overQueue.increment();
        }
    }

    /** Writes what waits and ends. */
    @Override
    public void close() {
        closing = true;
        Thread thread = writer;
        if (thread == null) {
            return;
        }
        thread.interrupt();
        try {
            thread.join(LAST_WORDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void writeTo(LineSink lines) {
        try (lines) {
            writeUntilClosed(lines);
            for (AccessEntry last = waiting.poll(); last != null; last = waiting.poll()) {
                write(lines, last);
            }
        }
    }

    private void writeUntilClosed(LineSink lines) {
        while (!closing) {
            try {
                write(lines, waiting.take());
            } catch (InterruptedException close) {
                return;
            }
        }
    }

    private void write(LineSink lines, AccessEntry entry) {
        lines.write(AccessLine.of(entry));
        written.increment();
    }
}
