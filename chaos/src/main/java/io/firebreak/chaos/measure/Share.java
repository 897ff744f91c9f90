package io.firebreak.chaos.measure;

import java.util.Collection;

/** Good ones out of all. */
public record Share(long good, long intents) {
    static final Share NONE = new Share(0, 0);

    static Share of(Collection<IntentOutcome> outcomes, Slo slo) {
        return new Share(
                outcomes.stream().filter(outcome -> outcome.isGood(slo)).count(), outcomes.size());
    }

    Share plus(Share other) {
        return new Share(good + other.good, intents + other.intents);
    }

    /** From 0 to 1; 1 for none, of which none went wrong. */
    public double value() {
        return intents == 0 ? 1 : (double) good / intents;
    }

    /** From 0 to 1; 0 for none. */
    double badShare() {
        return intents == 0 ? 0 : (double) (intents - good) / intents;
    }
}
