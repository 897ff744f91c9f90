package io.firebreak.chaos.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeverityTest {
    private static final Slo SLO = new Slo(0.9, 1_000);

    @ParameterizedTest(name = "{0} good and {1} late of 100 are {2}")
    @CsvSource({
        "100, 0, NONE",
        "90, 10, NONE",
        "89, 1, SLOW",
        "10, 90, SLOW",
        "10, 79, FAILING",
        "89, 0, FAILING",
        "9, 91, DOWN",
        "0, 0, DOWN"
    })
    void tellsLateAnswersFromNone(int good, int late, Severity expected) {
        Share share = new Share(good, 100);
        TenantOutcome outcome = TenantOutcome.of(share, 100, SLO);
        assertThat(Severity.of(outcome, new Share(good + late, 100), SLO)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"NO_DATA", "LEFT_OUT"})
    void saysNothingOfWhoIsNotScored(TenantOutcome outcome) {
        assertThat(Severity.of(outcome, new Share(0, 100), SLO)).isEqualTo(Severity.NONE);
    }
}
