package io.firebreak.cell.admission;

import com.netflix.concurrency.limits.limit.Gradient2Limit;
import com.netflix.concurrency.limits.limit.WindowedLimit;
import io.firebreak.cell.settings.AdmissionSettings;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/**
 * How many calls a node serves at once, learnt from how long they take: fewer when they have lately taken longer than they do
 * in the long run, for then they only wait for each other further in; more, a few at a time, while they do not. The algorithm is
 * Netflix's Gradient2 (concurrency-limits). It takes averages, not minima as TCP Vegas does: what a commit takes depends on how many share it.
 */
final class AdaptiveLimit {
    /** Long enough for some dozens of commits, short enough to follow a database that has become slow within a second. */
    private static final long WINDOW_MILLIS = 250;

    /** Windows of the long run: two and a half minutes, which no hiccup and no cold start fills. */
    private static final int LONG_RUN = 600;

    /** Half as long again as in the long run is not yet slow. */
    private static final double TOLERANCE = 1.5;

    private final WindowedLimit limit;

    /** @param changed told of every new limit, by the thread that reports what made it so */
    AdaptiveLimit(AdmissionSettings settings, IntConsumer changed) {
        this.limit = WindowedLimit.newBuilder()
                .minWindowTime(WINDOW_MILLIS, TimeUnit.MILLISECONDS)
                .maxWindowTime(WINDOW_MILLIS, TimeUnit.MILLISECONDS)
                .build(Gradient2Limit.newBuilder()
                        .initialLimit(settings.first())
                        .minLimit(settings.least())
                        .maxConcurrency(settings.most())
                        .longWindow(LONG_RUN)
                        .rttTolerance(TOLERANCE)
                        .build());
        limit.notifyOnChange(changed::accept);
    }

    /**
     * A call took so long, once it was its turn.
     *
     * @param startNanos when it began, by a clock that does not go back
     * @param servedAtOnce how many were being served beside it: a limit that is not reached is not raised
     */
    void took(long startNanos, long nanos, int servedAtOnce) {
        limit.onSample(startNanos, nanos, servedAtOnce, false);
    }
}
