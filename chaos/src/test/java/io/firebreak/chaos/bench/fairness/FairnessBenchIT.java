package io.firebreak.chaos.bench.fairness;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.chaos.bench.BenchResult;
import io.firebreak.chaos.bench.Rounds;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The whole way once, with processes: that the flood is turned away and counted. How long others wait is no test's matter. */
@Tag("full-load")
class FairnessBenchIT {
    @Test
    void turnsTheFloodAwayAndCountsBothSides() throws IOException {
        FairnessOptions options = CommandLine.populateCommand(
                new FairnessOptions(),
                "--architectures=cellular",
                "--cells=1",
                "--limit=10",
                "--times=20",
                "--others=5",
                "--others-rate=20");
        Rounds rounds = new Rounds(1, Duration.ofSeconds(3), Duration.ofSeconds(4));

        BenchResult result = new FairnessBench(options, rounds, "a test", System.err::println).run();

        assertThat(answers(result, "cellular: answers to the flood"))
                .containsKey("201")
                .containsKey("429 TOO_MANY_REQUESTS by the router")
                .containsKey("429 REQUEST_LIMIT_EXCEEDED by a cell");
        assertThat(answers(result, "cellular: answers to the others in the flood"))
                .containsKeys("200", "201");
        assertThat(result.runs())
                .extracting(BenchResult.Run::name)
                .contains(
                        "cellular: p99 of the others in the flood",
                        "cellular: requests of the flood that were refused");
        assertThat(result.table()).hasSize(2);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Long> answers(BenchResult result, String detail) {
        return (Map<String, Long>) Objects.requireNonNull(result.details().get(detail));
    }
}
