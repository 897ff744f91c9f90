package io.firebreak.chaos.cli;

import io.firebreak.chaos.region.LocalRegion;
import io.firebreak.chaos.region.ProcessName;
import io.firebreak.chaos.region.RestartTargets;
import io.firebreak.chaos.region.RollingRestart;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Restarts processes of the local region while it serves. */
@Command(
        name = "restart",
        mixinStandardHelpOptions = true,
        description = {
            "Restarts nodes and routers of the local region, one after the other, each when the one before is ready.",
            "A process is told to end, drains, ends, and is started again."
        })
@SuppressWarnings("NullAway.Init")
public final class RestartCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "WHAT",
            arity = "0..*",
            description = "cells, routers, a cell as cell-1, or a process as cell-1/node-1; default: cells routers.")
    private @Nullable List<String> words;

    @Option(
            names = "--one-at-a-time",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Rolling, which is the default; --no-one-at-a-time restarts all of them together.")
    private boolean oneAtATime;

    @Mixin
    private Home home;

    @Mixin
    private Output output;

    private record Document(List<RollingRestart.Restarted> restarted) {}

    @Override
    public Integer call() {
        LocalRegion region = home.attach();
        List<ProcessName> names = chosen(region);
        RollingRestart restart = RollingRestart.in(region.control(), output::progress);
        List<RollingRestart.Restarted> restarted = oneAtATime ? restart.oneAtATime(names) : restart.atOnce(names);
        output.result(
                new Document(restarted),
                out -> out.println(
                        restarted.size() == 1
                                ? "1 process was restarted."
                                : restarted.size() + " processes were restarted."));
        return ExitCode.DONE;
    }

    private List<ProcessName> chosen(LocalRegion region) {
        try {
            return RestartTargets.of(
                    words == null ? List.of() : words, region.control().processes());
        } catch (IllegalArgumentException unknown) {
            throw new BadInputException(String.valueOf(unknown.getMessage()));
        }
    }
}
