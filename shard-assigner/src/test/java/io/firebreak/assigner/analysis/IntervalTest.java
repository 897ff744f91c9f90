package io.firebreak.assigner.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class IntervalTest {
    /** 1 of 10, worked by hand from the formula. */
    @Test
    void isTheScoreIntervalOfWilson() {
        Interval interval = Interval.wilson(0.1, 10);
        assertThat(interval.low()).isEqualTo(0.0179, within(1e-4));
        assertThat(interval.high()).isEqualTo(0.4042, within(1e-4));
    }

    @Test
    void staysInsideZeroToOne() {
        assertThat(Interval.wilson(0, 10).low()).isZero();
        assertThat(Interval.wilson(1, 10).high()).isEqualTo(1, within(1e-12));
        assertThat(Interval.wilson(0, 10).high()).isEqualTo(0.2775, within(1e-4));
    }
}
