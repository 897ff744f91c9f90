package io.firebreak.chaos.bench.fairness;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.chaos.bench.load.Tally.Figures;
import io.firebreak.chaos.region.Architecture;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FairnessTest {
    private static final Figures QUIET = others(0, 10, 1);
    private static final Figures FLOODER = flooder(1_000, 980);

    @Test
    void findsNothingWhereTheOthersHardlyNotice() {
        Fairness fair = fairness(QUIET, others(0, 19.5, 1), FLOODER);

        assertThat(fair.growth()).isEqualTo(1.95);
        assertThat(fair.broken()).isEmpty();
        assertThat(fair.runs())
                .filteredOn(run -> run.name().contains("p99 of"))
                .singleElement()
                .satisfies(run -> {
                    assertThat(run.ratio()).isEqualTo(10 / 19.5);
                    assertThat(run.spread()).containsExactly(15.0, 25.0);
                });
        assertThat(fair.row()).contains("1.95").contains("980 × 429");
    }

    @Test
    void namesALatencyThatGrewTwice() {
        assertThat(fairness(QUIET, others(0, 20, 1), FLOODER).broken())
                .containsExactly("shuffle: the others' p99 grew 2.00 times, under 2 is promised");
    }

    @Test
    void namesRefusalsOfTheOthers() {
        assertThat(fairness(QUIET, others(1, 10, 1), FLOODER).broken())
                .containsExactly(
                        "shuffle: of the others' requests 0 did not succeed before the flood and 1 in it; none is promised");
    }

    @Test
    void givesNoVerdictWhereTheGeneratorWasLateOrTheFloodWasNone() {
        assertThat(fairness(QUIET, others(0, 10, 101), FLOODER).broken())
                .singleElement()
                .asString()
                .startsWith("shuffle: no verdict, 99 of 100 requests of the others were sent 1 ms late");
        assertThat(fairness(QUIET, others(0, 10, 1), flooder(899, 800)).broken())
                .containsExactly("shuffle: no verdict, of 1000 requests of the flood only 899 were sent");
        assertThat(fairness(QUIET, others(0, 10, 1), flooder(1_000, 0)).broken())
                .containsExactly("shuffle: no verdict, nothing of the flood was refused");
    }

    private static Fairness fairness(Figures quiet, Figures flood, Figures flooder) {
        return new Fairness(
                Architecture.SHUFFLE, quiet, flood, flooder, 1_000, List.of(9.0, 11.0), List.of(15.0, 25.0));
    }

    private static Figures others(long refused, double p99, double lag) {
        return new Figures(100, 100 - refused, refused, Map.of("200", 100 - refused), 5, p99, 2 * p99, lag);
    }

    private static Figures flooder(long requests, long refused) {
        return new Figures(
                requests,
                requests - refused,
                refused,
                Map.of("201", requests - refused, "429 by a cell", refused),
                5,
                10,
                20,
                1);
    }
}
