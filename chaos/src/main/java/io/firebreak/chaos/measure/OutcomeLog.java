package io.firebreak.chaos.measure;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Collects the outcomes of a day as they end, from many threads. It grows by one entry per intent: a day of ten minutes
 * at 1,000 intents a second is 600,000 of them, about 50 MB.
 */
public final class OutcomeLog {
    private final ConcurrentLinkedQueue<IntentOutcome> outcomes = new ConcurrentLinkedQueue<>();

    public void add(IntentOutcome outcome) {
        outcomes.add(outcome);
    }

    /** Everything that has ended so far, in the order of ending. */
    public List<IntentOutcome> soFar() {
        return List.copyOf(outcomes);
    }
}
