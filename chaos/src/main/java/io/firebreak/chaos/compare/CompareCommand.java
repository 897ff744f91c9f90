package io.firebreak.chaos.compare;

import io.firebreak.chaos.cli.BadInputException;
import io.firebreak.chaos.cli.Output;
import io.firebreak.chaos.region.Architecture;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs the same game days on all three architectures. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description = {
            "Runs the same game day on all three architectures and writes one report side by side.",
            "Each has the same number of nodes and hosts. With several files or seeds each is brought up once, and cleared "
                    + "between the days; files that ask for another region get one of their own."
        })
@SuppressWarnings("NullAway.Init")
public final class CompareCommand implements Callable<Integer> {
    /** More would run for hours. */
    private static final int MOST_SEEDS = 100;

    @Parameters(paramLabel = "FILE", arity = "0..*", description = "Game days; default: " + Defaults.POISON_PILL + ".")
    private List<Path> files = List.of();

    @Option(names = "--seeds", paramLabel = "N", description = "Seeds from the file's on, pooled; default: 1.")
    private int seeds = 1;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where the reports go; default: firebreak-out/NAME-TIME.")
    private @Nullable Path directory;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws InterruptedException {
        if (seeds < 1 || seeds > MOST_SEEDS) {
            throw new BadInputException("--seeds is %d: it must be 1 to %d".formatted(seeds, MOST_SEEDS));
        }
        List<Study> studies = new ArrayList<>();
        for (Path file : files == null || files.isEmpty() ? List.of(Defaults.poisonPill()) : files) {
            studies.add(Study.read(file, seeds, "./firebreak compare %s --seeds %d".formatted(file, seeds)));
        }
        List<Architecture> architectures = List.of(Architecture.values());
        Studies.check(studies, architectures);
        return new Session(studies, directory, output, InstantSource.system()).run(architectures);
    }
}
