package io.firebreak.chaos.bench.overload;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.chaos.bench.load.Tally.Figures;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OverloadTest {
    private static final double SECONDS = 10;

    @Test
    void findsNothingWhereGoodputHoldsAndComesBack() {
        Overload overload = overload(1_000, step(1, 980, 1), step(3, 905, 1), 0.0);

        assertThat(overload.peak()).isEqualTo(1_000);
        assertThat(overload.share()).isEqualTo(0.905);
        assertThat(overload.broken(SECONDS)).isEmpty();
    }

    @Test
    void thePeakIsTheGreatestGoodputSeenNotOnlyTheOneOfTheSearch() {
        Overload overload = overload(1_000, step(1, 1_000, 1), step(1.5, 1_200, 1), 0.0);

        assertThat(overload.peak()).isEqualTo(1_200);
    }

    @Test
    void namesACollapse() {
        assertThat(overload(1_000, step(1, 1_000, 1), step(3, 450, 1), 1.0).broken(SECONDS))
                .containsExactly(
                        "at 3.0 times the capacity goodput was 450/s, 45 % of the peak of 1000/s; at least 90 % is promised");
    }

    @Test
    void namesARecoveryThatIsLateOrNeverCame() {
        assertThat(overload(1_000, step(1, 1_000, 1), step(3, 950, 1), 5.1).broken(SECONDS))
                .containsExactly(
                        "after the overload it took 5.1 s until a second was within the SLO; at most 5 s are promised");
        assertThat(overload(1_000, step(1, 1_000, 1), step(3, 950, 1), null).broken(SECONDS))
                .containsExactly("after the overload no second was within the SLO again");
    }

    @Test
    void givesNoVerdictOnAStepThatWasNotSentAsItShould() {
        assertThat(overload(1_000, step(1, 1_000, 1), step(3, 950, 140), 0.0).broken(SECONDS))
                .singleElement()
                .asString()
                .startsWith("no verdict on 3.0 times the capacity: 30000 of 30000 requests were sent");
    }

    @Test
    void theTableOfSecondsAndThePictureShowTheSameCurve() {
        Steps steps = Steps.of(List.of(0.5, 3.0), 100, Duration.ofSeconds(2));
        Timeline timeline = new Timeline(steps.length());
        for (int millis = 0; millis < 4_000; millis += 10) {
            timeline.add(Duration.ofMillis(millis).toNanos(), millis < 3_000);
        }

        assertThat(GoodputFiles.csv(steps, timeline)).isEqualTo("""
                second,load,offered,due,good
                0,0.5,50.0,100,100
                1,0.5,50.0,100,100
                2,3.0,300.0,100,100
                3,3.0,300.0,100,0
                """);
        String svg = GoodputPlot.of(overload(100, step(0.5, 50, 1), step(3, 80, 1), 0.0), steps, timeline);
        assertThat(svg).startsWith("<svg ").endsWith("</svg>%n".formatted());
        assertThat(svg.split("<polyline")).hasSize(3);
    }

    private static Overload overload(double capacity, StepResult first, StepResult worst, @Nullable Double recovery) {
        return new Overload(capacity, List.of(first, worst), 1, recovery, List.of(), 20);
    }

    private static StepResult step(double factor, double goodput, double lag) {
        long requests = (long) (factor * 1_000 * SECONDS);
        long good = (long) (goodput * SECONDS);
        Figures figures = new Figures(requests, good, requests - good, Map.of("200", good), 5, 50, 100, lag);
        return new StepResult(factor, factor * 1_000, goodput, figures, null, null, Map.of());
    }
}
