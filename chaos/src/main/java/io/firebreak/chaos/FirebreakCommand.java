package io.firebreak.chaos;

import io.firebreak.chaos.assign.AssignCommand;
import io.firebreak.chaos.bench.BenchCommand;
import io.firebreak.chaos.cli.CertificatesCommand;
import io.firebreak.chaos.cli.CheckFailedException;
import io.firebreak.chaos.cli.DownCommand;
import io.firebreak.chaos.cli.ExitCode;
import io.firebreak.chaos.cli.Failures;
import io.firebreak.chaos.cli.InstancesCommand;
import io.firebreak.chaos.cli.LaunchCommand;
import io.firebreak.chaos.cli.MoveCommand;
import io.firebreak.chaos.cli.RestartCommand;
import io.firebreak.chaos.cli.RotateCertificatesCommand;
import io.firebreak.chaos.cli.StatusCommand;
import io.firebreak.chaos.cli.SuperviseCommand;
import io.firebreak.chaos.cli.TenantCommand;
import io.firebreak.chaos.cli.TerminateCommand;
import io.firebreak.chaos.cli.TestCommand;
import io.firebreak.chaos.cli.TrainCommand;
import io.firebreak.chaos.cli.UpCommand;
import io.firebreak.chaos.compare.CompareCommand;
import io.firebreak.chaos.compare.DemoCommand;
import io.firebreak.chaos.compare.GameDayCommand;
import io.firebreak.chaos.compare.ReplayCommand;
import io.firebreak.chaos.docker.DockerRegion;
import io.firebreak.chaos.docker.OperatorAccess;
import io.firebreak.chaos.fault.LeftFaults;
import io.firebreak.chaos.fault.StandingFaults;
import io.firebreak.chaos.gate.GateCommand;
import io.firebreak.chaos.nitro.NitroCommand;
import io.firebreak.chaos.predict.PredictCommand;
import io.firebreak.chaos.region.LocalRegion;
import io.firebreak.chaos.region.Progress;
import io.firebreak.chaos.standalone.RouterCommand;
import io.firebreak.chaos.toolkit.ImportCommand;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;

/** The {@code firebreak} command. */
@Command(
        name = "firebreak",
        mixinStandardHelpOptions = true,
        version = "firebreak 0.1.0-SNAPSHOT",
        description = "Stands a region of cells up, breaks it, and measures how few tenants that hurts.",
        footer = {
            "",
            "Exit codes: 0 done; 1 a check failed; 2 bad usage or input; 3 the region is not reachable.",
            "Every command has --help and --json."
        },
        subcommands = {
            DemoCommand.class,
            UpCommand.class,
            StatusCommand.class,
            RestartCommand.class,
            DownCommand.class,
            LaunchCommand.class,
            InstancesCommand.class,
            TerminateCommand.class,
            MoveCommand.class,
            TenantCommand.class,
            CertificatesCommand.class,
            RotateCertificatesCommand.class,
            GameDayCommand.class,
            CompareCommand.class,
            ReplayCommand.class,
            ImportCommand.class,
            GateCommand.class,
            PredictCommand.class,
            AssignCommand.class,
            NitroCommand.class,
            RouterCommand.class,
            BenchCommand.class,
            TestCommand.class,
            TrainCommand.class,
            SuperviseCommand.class
        })
@SuppressWarnings("NullAway.Init")
public final class FirebreakCommand implements Runnable {
    private static final String HOME = "--home";
    /** With the region all faults end: to undo them first would only take time. */
    private static final String STOPS_ALL = "down";

    private static final Set<String> RUN_GAME_DAYS = Set.of("gameday", "compare", "demo");

    @Spec
    private CommandSpec spec;

    /** Runs the command and ends the program with its exit code. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** The command line, ready to be executed. */
    public static CommandLine commandLine() {
        CommandLine command = new CommandLine(new FirebreakCommand());
        return Failures.handledBy(command.setExecutionStrategy(FirebreakCommand::execute));
    }

    private static int execute(ParseResult parsed) {
        ParseResult asked = parsed.subcommand();
        if (asked != null && !asked.isUsageHelpRequested() && usesRegion(asked.commandSpec())) {
            putBack(asked);
        }
        int code = new RunLast().execute(parsed);
        if (asked != null && asked.commandSpec().name().equals(STOPS_ALL) && code == ExitCode.DONE) {
            StandingFaults.forget(home(asked));
        }
        return code;
    }

    private static Path home(ParseResult asked) {
        Path home = asked.matchedOptionValue(HOME, LocalRegion.defaultHome());
        return isDocker(asked) ? DockerRegion.home(home) : home;
    }

    private static boolean isDocker(ParseResult asked) {
        return asked.hasMatchedOption(DockerRegion.OPTION);
    }

    private static boolean usesRegion(CommandSpec command) {
        boolean takesHome =
                command.findOption(HOME) != null && !command.usageMessage().hidden();
        return (takesHome && !command.name().equals(STOPS_ALL)) || RUN_GAME_DAYS.contains(command.name());
    }

    /** What a killed game day left would spoil whatever is done next. */
    private static void putBack(ParseResult asked) {
        CommandLine command = asked.commandSpec().commandLine();
        Progress progress = line -> {
            command.getErr().println(line);
            command.getErr().flush();
        };
        try {
            if (isDocker(asked)) {
                LeftFaults.undo(home(asked), () -> DockerRegion.find(OperatorAccess.of(System.getenv())), progress);
            } else {
                LeftFaults.undo(home(asked), progress);
            }
        } catch (IllegalStateException | IllegalArgumentException | UncheckedIOException | JacksonException e) {
            String message = String.valueOf(e.getMessage());
            throw new ExecutionException(command, message, new CheckFailedException(message));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ExecutionException(command, "interrupted while faults were undone", e);
        }
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }
}
