package io.firebreak.chaos.nitro;

import io.firebreak.chaos.cli.BadInputException;
import io.firebreak.chaos.cli.ExitCode;
import io.firebreak.chaos.cli.Output;
import io.firebreak.chaos.cli.Problems;
import io.firebreak.fleet.generations.Comparison;
import io.firebreak.fleet.generations.Generations;
import io.firebreak.fleet.generations.Neighbours;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Compares the generations of hosts under the same work, as shares of metal. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description =
                "Runs the same network, storage and CPU work beside the same neighbours on a simulated host of each"
                        + " generation, and tells throughput, latency and guests' processor share as shares of bare"
                        + " metal. A latency's share is metal's divided by the generation's: 1 is as good as metal.")
@SuppressWarnings("NullAway.Init")
public final class NitroCompareCommand implements Callable<Integer> {
    private static final String QUIET = "quiet";
    private static final String NOISY = "noisy";
    /** Half an hour of work of one processor; the shares no longer change by then. */
    private static final int MOST_SECONDS = 300;

    @Option(names = "--seed", paramLabel = "N", description = "Decides every request and burst; default: 1.")
    private long seed = 1;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description = "Simulated seconds for each generation, 1 to 300; default: 5.")
    private int seconds = 5;

    @Option(
            names = "--neighbours",
            paramLabel = "HOW",
            description = "What the other guests of the host do: quiet or noisy; default: noisy.")
    private String neighbours = NOISY;

    @Option(names = "--plot", paramLabel = "FILE", description = "Draw the shares into this SVG file.")
    private @Nullable Path plot;

    @Mixin
    private Output output;

    @Override
    public Integer call() {
        check();
        Generations known = Generations.known();
        Neighbours kind = Neighbours.valueOf(neighbours.toUpperCase(Locale.ROOT));
        NitroComparison result = NitroComparison.of(
                known,
                seed,
                neighbours,
                seconds,
                new Comparison(known, kind, seed, seconds)
                        .run(generation ->
                                output.progress("%s: %d s simulated".formatted(generation.title(), seconds))));
        if (plot != null) {
            write(plot, GenerationPlot.of(result));
        }
        output.result(result, out -> ComparisonText.print(result, out));
        return ExitCode.DONE;
    }

    private void check() {
        Problems problems = new Problems();
        problems.check("--seconds", seconds, 1, MOST_SECONDS, "");
        if (!neighbours.equals(QUIET) && !neighbours.equals(NOISY)) {
            problems.add("--neighbours is '%s': it must be one of %s, %s".formatted(neighbours, QUIET, NOISY));
        }
        if (plot != null && !Files.isDirectory(plot.toAbsolutePath().normalize().resolveSibling("."))) {
            problems.add("--plot is %s: it must be a file in a folder that is there".formatted(plot));
        }
        problems.refuse();
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new BadInputException("--plot is %s: it must be a file that can be written".formatted(file));
        }
    }
}
