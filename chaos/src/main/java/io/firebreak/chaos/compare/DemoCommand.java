package io.firebreak.chaos.compare;

import io.firebreak.chaos.cli.Output;
import io.firebreak.chaos.region.Architecture;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The whole story: three regions, real instance types for 100 tenants, one poison pill, and who felt it. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Shows how many tenants one poisonous tenant takes down: on one cluster, on cells, on shuffle shards.",
            "Stands the three regions up, one after another and equally large, launches instances for 100 tenants in each, "
                    + "lets one tenant's requests kill the nodes that serve them, and compares what was measured with what "
                    + "was predicted. Takes under 6 minutes on 2 cores and leaves nothing running."
        })
@SuppressWarnings("NullAway.Init")
public final class DemoCommand implements Callable<Integer> {
    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where the reports go; default: firebreak-out/NAME-TIME.")
    private @Nullable Path directory;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws InterruptedException {
        Path file = Defaults.poisonPill();
        Study study = Study.read(file, 1, "./firebreak demo");
        List<Architecture> architectures = List.of(Architecture.values());
        Studies.check(List.of(study), architectures);
        output.progress(
                "\"%s\" on %s: about 2 minutes each".formatted(study.gameDay().title(), architectures));
        return new Session(List.of(study), directory, output, InstantSource.system()).run(architectures);
    }
}
