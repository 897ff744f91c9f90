package io.firebreak.chaos.bench;

import io.firebreak.chaos.cli.Problems;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The rounds of the benchmarks that load processes; what is not given is each benchmark's own. */
final class RoundOptions {
    private static final int ROUNDS = 3;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "fairness, launch and router: measured rounds, 1 to 20; default: 3.")
    private int rounds = ROUNDS;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description =
                    "fairness, launch, overload and router: length of a round or step, 5 to 60, router from 1; default:"
                            + " fairness and overload 10, launch 20, router 5.")
    private @Nullable Integer seconds;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            description = "the same: seconds of load before the first round, 0 to 120; default: 40, router 15"
                    + " for each proxy.")
    private @Nullable Integer warmUp;

    /** Notes what is wrong for a benchmark whose rounds have at least so many seconds. */
    void check(Problems problems, int leastSeconds) {
        problems.check("--rounds", rounds, 1, 20, "");
        problems.check("--seconds", seconds == null ? leastSeconds : seconds, leastSeconds, 60, "");
        problems.check("--warm-up", warmUp == null ? 0 : warmUp, 0, 120, "");
    }

    /** What was asked for, with a benchmark's own values for the rest. */
    Rounds orElse(int roundSeconds, int warmUpSeconds) {
        return new Rounds(
                rounds,
                Duration.ofSeconds(seconds == null ? roundSeconds : seconds),
                Duration.ofSeconds(warmUp == null ? warmUpSeconds : warmUp));
    }
}
