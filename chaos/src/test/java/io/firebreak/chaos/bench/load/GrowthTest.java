package io.firebreak.chaos.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GrowthTest {
    private static final Footprint BEFORE = new Footprint(60L << 20, 1L << 30, 100, 20, 30);

    @Test
    void findsNothingWhereLittleHasChanged() {
        assertThat(Growth.problems(BEFORE, new Footprint(61L << 20, (1L << 30) + 4_096, 110, 24, 32)))
                .isEmpty();
        assertThat(Growth.problems(BEFORE, new Footprint(0, 0, 0, 0, 0))).isEmpty();
    }

    @Test
    void namesEverythingThatHasGrown() {
        assertThat(Growth.problems(BEFORE, new Footprint(80L << 20, 2L << 30, 500, 420, 60)))
                .hasSize(5)
                .anyMatch(problem -> problem.equals("connections grew from 20 to 420, more than 16"));
    }
}
