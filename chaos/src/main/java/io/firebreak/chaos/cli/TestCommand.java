package io.firebreak.chaos.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Stands in the list of commands for what the {@code firebreak} script does itself. */
@Command(
        name = "test",
        mixinStandardHelpOptions = true,
        description = "Runs everything that continuous integration runs: formatting, analysis, all tests.")
@SuppressWarnings("NullAway.Init")
public final class TestCommand implements Callable<Integer> {
    @Mixin
    private Output output;

    @Override
    public Integer call() {
        output.progress("firebreak: 'test' is done by the script: run ./firebreak test");
        return ExitCode.BAD_INPUT;
    }
}
