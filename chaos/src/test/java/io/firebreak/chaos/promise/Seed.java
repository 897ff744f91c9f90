package io.firebreak.chaos.promise;

import java.util.SplittableRandom;

/** Decides all chance in a test: another in each run, said out loud so that a run can be repeated. */
record Seed(long value) {
    private static final String PROPERTY = "firebreak.seed";
    private static final long PAST_LARGEST = 1_000_000;

    /** The one given with {@code -Dfirebreak.seed}, or a new one. */
    static Seed of(Class<?> test) {
        Long given = Long.getLong(PROPERTY);
        Seed seed = new Seed(given == null ? new SplittableRandom().nextLong(PAST_LARGEST) : given);
        System.out.printf(
                "%s: seed %d; again with: mvn -pl :firebreak-chaos -am verify -Dsurefire.skip=true"
                        + " -Dfailsafe.failIfNoSpecifiedTests=false -Dit.test=%s -D%s=%d%n",
                test.getSimpleName(), seed.value, test.getSimpleName(), PROPERTY, seed.value);
        return seed;
    }

    SplittableRandom random() {
        return new SplittableRandom(value);
    }
}
