package io.firebreak.chaos.nitro;

import io.firebreak.chaos.cli.ExitCode;
import io.firebreak.chaos.cli.Output;
import io.firebreak.fleet.generations.Generations;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows the generations of hosts, and compares them. */
@Command(
        name = "nitro",
        mixinStandardHelpOptions = true,
        description =
                "Shows the generations of hosts: what each serves on cards and what on the main board, which parts can"
                        + " reach a guest's memory or take commands, and with --json every figure of the model with its"
                        + " source. 'nitro compare' runs the same work on all of them.",
        subcommands = NitroCompareCommand.class)
@SuppressWarnings("NullAway.Init")
public final class NitroCommand implements Callable<Integer> {
    @Mixin
    private Output output;

    @Override
    public Integer call() {
        Generations known = Generations.known();
        output.result(known, out -> GenerationText.print(known.generations(), out));
        return ExitCode.DONE;
    }
}
