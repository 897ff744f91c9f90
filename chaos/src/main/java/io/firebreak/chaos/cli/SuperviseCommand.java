package io.firebreak.chaos.cli;

import io.firebreak.chaos.region.Supervision;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Is the supervisor; started by {@code up}. */
@Command(
        name = "supervise",
        hidden = true,
        mixinStandardHelpOptions = true,
        description = "Owns a region's processes until told to stop; 'up' starts it.")
@SuppressWarnings("NullAway.Init")
public final class SuperviseCommand implements Callable<Integer> {
    @Mixin
    private RegionOptions options;

    @Mixin
    private Home home;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Supervision.run(options.settings(), home.directory());
        return ExitCode.DONE;
    }
}
