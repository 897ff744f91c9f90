package io.firebreak.chaos.fault;

import java.util.Locale;

/** Decides by what routers saw of a cell whether a version may go on to the next. */
final class BakeGate {
    /** A healthy cell fails fewer than 1 in 1,000 calls; 5 in 100 are no accident of a few dozen. */
    static final double MOST_FAILED = 0.05;

    /** Fewer calls show nothing, and what was not measured is no success. */
    static final long LEAST_CALLS = 10;

    private BakeGate() {}

    /**
     * What became of the calls of a cell.
     *
     * @param failed of all the calls
     */
    record Calls(long all, long failed) {
        Calls since(Calls before) {
            return new Calls(all - before.all, failed - before.failed);
        }

        @Override
        public String toString() {
            return "%d of %d calls failed".formatted(failed, all);
        }
    }

    static boolean opensFor(Calls calls) {
        return calls.all() >= LEAST_CALLS && calls.failed() <= calls.all() * MOST_FAILED;
    }

    /** Why it is closed. */
    static String rule() {
        return String.format(
                Locale.ROOT,
                "at least %d calls are needed, and at most %.0f %% may fail",
                LEAST_CALLS,
                MOST_FAILED * 100);
    }
}
