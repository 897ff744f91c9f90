package io.firebreak.chaos.bench.overload;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.chaos.bench.Pace;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class StepsTest {
    private static final long START = 7_000_000_000L;
    private final Steps steps = Steps.of(List.of(0.5, 3.0, 1.0), 100, Duration.ofSeconds(2));

    @Test
    void knowsTheStepOfEveryMoment() {
        assertThat(at(0)).isZero();
        assertThat(at(1.999)).isZero();
        assertThat(at(2)).isEqualTo(1);
        assertThat(at(5.9)).isEqualTo(2);
        assertThat(at(60)).isEqualTo(2);
        assertThat(steps.rateAt(Duration.ofSeconds(3))).isEqualTo(300);
        assertThat(steps.rateAt(Duration.ofSeconds(6))).isZero();
        assertThat(steps.length()).isEqualTo(Duration.ofSeconds(6));
    }

    @Test
    void theOverloadEndsWithTheLastStepAboveTheCapacity() {
        assertThat(steps.highest()).isEqualTo(1);
        assertThat(steps.endOfOverload()).isEqualTo(Duration.ofSeconds(4));
        assertThat(Steps.of(List.of(2.0, 1.0, 1.5), 100, Duration.ofSeconds(2)).endOfOverload())
                .isEqualTo(Duration.ofSeconds(6));
    }

    @Test
    void everyRequestIsDueInItsStepAtEvenDistances() {
        Pace pace = steps.pace(START);
        int[] due = new int[3];
        long before = Long.MIN_VALUE;
        for (long next = pace.nextDue(0); next != Long.MAX_VALUE; next = pace.nextDue(0)) {
            assertThat(next).isGreaterThan(before);
            before = next;
            due[steps.at(next - START)]++;
            pace.started();
        }
        assertThat(due).containsExactly(100, 600, 200);
        assertThat(before).isLessThan(START + steps.length().toNanos());
    }

    @Test
    void keepsToStepsThatHoldNoWholeNumberOfRequests() {
        Steps uneven = Steps.of(List.of(1.0, 2.0), 0.3, Duration.ofSeconds(5));
        Pace pace = uneven.pace(0);
        int requests = 0;
        while (pace.nextDue(0) != Long.MAX_VALUE) {
            assertThat(uneven.at(pace.nextDue(0))).isEqualTo(requests < 2 ? 0 : 1);
            pace.started();
            requests++;
        }
        assertThat(requests).isEqualTo(5);
    }

    private int at(double seconds) {
        return steps.at((long) (seconds * 1e9));
    }
}
