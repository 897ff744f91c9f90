package io.firebreak.chaos.gameday;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BoundTest {
    @Test
    void holdsAtItsLimitAndOnItsGoodSide() {
        assertThat(Bound.atLeast(0.9).holds(0.9)).isTrue();
        assertThat(Bound.atLeast(0.9).holds(0.89)).isFalse();
        assertThat(Bound.atMost(0.1).holds(0.1)).isTrue();
        assertThat(Bound.atMost(0.1).holds(0.11)).isFalse();
    }

    @Test
    void doesNotHoldForWhatWasNotMeasured() {
        assertThat(Bound.atLeast(0).holds(Double.NaN)).isFalse();
        assertThat(Bound.atMost(1).holds(Double.NaN)).isFalse();
    }

    @Test
    void isWrittenAsInTheFile() {
        assertThat(Bound.atLeast(0.999)).hasToString(">= 0.999");
        assertThat(Bound.atMost(0.02)).hasToString("<= 0.02");
    }
}
