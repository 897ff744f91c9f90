package io.firebreak.chaos.cli;

import io.firebreak.chaos.region.LocalRegion;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Stops the local region. */
@Command(
        name = "down",
        mixinStandardHelpOptions = true,
        description = "Stops every process of the local region, also of one whose supervisor was killed.")
@SuppressWarnings("NullAway.Init")
public final class DownCommand implements Callable<Integer> {
    @Mixin
    private Home home;

    @Mixin
    private Output output;

    @Override
    public Integer call() {
        LocalRegion.stop(home.directory(), output::progress);
        output.result(Map.of("stopped", true), out -> out.println("The region is down."));
        return ExitCode.DONE;
    }
}
