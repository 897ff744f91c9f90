package io.firebreak.chaos.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SlidingMeasureTest {
    private static final long SECOND = 1_000_000_000L;
    private static final Slo SLO = new Slo(0.9, 1_000);

    private final Outcomes outcomes = new Outcomes();

    private SlidingMeasure measure() {
        return new SlidingMeasure(
                List.copyOf(outcomes.all().stream()
                        .collect(Collectors.groupingBy(IntentOutcome::tenant))
                        .values()),
                SLO);
    }

    @Test
    void isRecoveredAtOnceWhenNothingIsBadAfterTheFault() {
        outcomes.good("t", 0, 10, 20).bad("t", 10, 20, 20).good("t", 20, 40, 40);
        assertThat(measure().recoverySeconds(20 * SECOND, 40 * SECOND)).hasValue(0);
    }

    @Test
    void isRecoveredFromTheStartOfTheFirstGoodTenSeconds() {
        outcomes.good("t", 0, 10, 20).bad("t", 10, 25, 30).good("t", 25, 40, 30);
        // Ten seconds from 24 s hold 18 good and 2 bad intents, which is just within the SLO.
        assertThat(measure().recoverySeconds(20 * SECOND, 40 * SECOND)).hasValue(3.6);
    }

    @Test
    void waitsForTheLastTenant() {
        outcomes.good("t", 20, 60, 80);
        outcomes.bad("u", 20, 40, 40).good("u", 40, 60, 40);
        assertThat(measure().recoverySeconds(20 * SECOND, 60 * SECOND).orElseThrow())
                .isBetween(18.0, 20.0);
    }

    @Test
    void isNeverRecoveredWithoutTenGoodSeconds() {
        outcomes.bad("t", 20, 33, 26).good("t", 33, 40, 14);
        assertThat(measure().recoverySeconds(20 * SECOND, 40 * SECOND)).isEmpty();
    }

    @Test
    void detectsWhenEnoughIntentsAreSeenToFail() {
        outcomes.good("t", 0, 10, 20).bad("t", 10, 20, 20);
        // The third bad one is due at 11 s and seen 10 ms later: 17 of the last 20 are good.
        assertThat(measure().detectSeconds(10 * SECOND, 20 * SECOND)).hasValue(1.1);
    }

    @Test
    void doesNotTakeTroubleBeforeTheFaultForTheFault() {
        outcomes.bad("t", 0, 10, 20).good("t", 10, 30, 40);
        assertThat(measure().detectSeconds(10 * SECOND, 30 * SECOND)).isEmpty();
    }

    @Test
    void seesAnIntentFailWhenItsTimeIsOver() {
        outcomes.good("t", 0, 10, 20);
        for (int i = 0; i < 3; i++) {
            outcomes.add("t", IntentKind.LIST, 10, Ending.SUCCEEDED, 3_000);
        }
        assertThat(measure().detectSeconds(10 * SECOND, 20 * SECOND)).hasValue(1.1);
    }

    @Test
    void waitsForTheShareOfAllTenantsTogether() {
        outcomes.good("t", 20, 50, 60);
        outcomes.bad("u", 20, 24, 8).good("u", 24, 50, 52);
        assertThat(measure().secondsUntil(share -> share >= 0.999, 20 * SECOND, 50 * SECOND))
                .hasValue(3.6);
    }

    @Test
    void isContainedWhenTheLastTenantIsHit() {
        outcomes.good("spared", 0, 40, 80);
        outcomes.good("first", 0, 10, 20).bad("first", 10, 40, 60);
        outcomes.good("second", 0, 20, 40).bad("second", 20, 40, 40);
        assertThat(measure().detectSeconds(10 * SECOND, 40 * SECOND)).hasValue(1.1);
        assertThat(measure().containSeconds(10 * SECOND, 40 * SECOND)).hasValue(11.1);
    }

    @Test
    void hasNothingToContainWhenNobodyIsHit() {
        outcomes.good("spared", 0, 40, 80);
        assertThat(measure().containSeconds(10 * SECOND, 40 * SECOND)).isEmpty();
    }

    @Test
    void isNotRecoveredWhileNobodyWantsAnything() {
        outcomes.good("t", 0, 20, 40).bad("u", 0, 20, 40);
        assertThat(measure().recoverySeconds(20 * SECOND, 40 * SECOND)).isEmpty();
        assertThat(measure().secondsUntil(share -> share >= 0.1, 20 * SECOND, 40 * SECOND))
                .isEmpty();
    }

    @Test
    void takesATenantThatWantsNothingAsItWasLeft() {
        outcomes.good("t", 0, 40, 80).good("well", 0, 20, 40);
        assertThat(measure().recoverySeconds(20 * SECOND, 40 * SECOND)).hasValue(0);
        outcomes.bad("unwell", 19, 20, 2);
        assertThat(measure().recoverySeconds(20 * SECOND, 40 * SECOND)).isEmpty();
    }
}
