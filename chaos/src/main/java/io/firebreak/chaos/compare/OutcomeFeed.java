package io.firebreak.chaos.compare;

import io.firebreak.chaos.journal.DayLog;
import io.firebreak.chaos.measure.IntentOutcome;
import io.firebreak.chaos.measure.OutcomeLog;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Brings the outcomes of a day into its journal, every second while it goes on, and what is left at its end. When the journal
 * cannot be written, the end says so.
 */
final class OutcomeFeed implements AutoCloseable {
    private final OutcomeLog outcomes;
    private final DayLog log;
    private final ScheduledExecutorService seconds = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("outcome-feed").daemon().factory());
    private LongSupplier elapsedNanos = () -> 0;
    private int written;

    OutcomeFeed(OutcomeLog outcomes, DayLog log) {
        this.outcomes = outcomes;
        this.log = log;
    }

    /** @param elapsed nanoseconds since the start of the load */
    void start(LongSupplier elapsed) {
        elapsedNanos = elapsed;
        var _ = seconds.scheduleWithFixedDelay(this::write, 1, 1, TimeUnit.SECONDS);
    }

    private synchronized void write() {
        List<IntentOutcome> all = outcomes.soFar();
        log.outcomes(all.subList(written, all.size()), elapsedNanos.getAsLong());
        written = all.size();
    }

    /** To be called when no more outcomes come. */
    @Override
    public void close() {
        seconds.shutdown();
        write();
    }
}
