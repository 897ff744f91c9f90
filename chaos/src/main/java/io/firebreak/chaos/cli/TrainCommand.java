package io.firebreak.chaos.cli;

import io.firebreak.chaos.region.Training;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Makes the archives that let a region start fast; the script calls it after a build. */
@Command(
        name = "train",
        hidden = true,
        mixinStandardHelpOptions = true,
        description = "Makes the archives of loaded classes that are missing; the script does this after a build.")
@SuppressWarnings("NullAway.Init")
public final class TrainCommand implements Callable<Integer> {
    @Mixin
    private Output output;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Training.run(output::progress);
        output.result(Map.of("trained", true), out -> {});
        return ExitCode.DONE;
    }
}
