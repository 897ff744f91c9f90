package io.firebreak.cell.placement;

import java.util.function.LongConsumer;
import java.util.stream.LongStream;

/** Runs seeded tests so that a failure names its seed and how to run it alone. */
final class Seeds {
    private static final String PROPERTY = "firebreak.seed";

    private Seeds() {}

    /** The seeds from 1 to {@code count}, or only the one given with {@code -Dfirebreak.seed}. */
    static LongStream upTo(int count) {
        Long only = Long.getLong(PROPERTY);
        return only == null ? LongStream.rangeClosed(1, count) : LongStream.of(only);
    }

    static void run(Class<?> test, long seed, LongConsumer body) {
        try {
            body.accept(seed);
        } catch (AssertionError | RuntimeException failure) {
            throw new AssertionError(
                    "seed " + seed + " fails: " + failure.getMessage()
                            + "\nReplay: mvn -pl :firebreak-cell -am test -Dsurefire.failIfNoSpecifiedTests=false -Dtest="
                            + test.getSimpleName() + " -D"
                            + PROPERTY + "=" + seed,
                    failure);
        }
    }
}
