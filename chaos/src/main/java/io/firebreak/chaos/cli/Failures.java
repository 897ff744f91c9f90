package io.firebreak.chaos.cli;

import io.firebreak.chaos.region.RegionAlreadyUpException;
import io.firebreak.chaos.region.RegionStartException;
import io.firebreak.chaos.region.RegionUnreachableException;
import java.util.Collection;
import java.util.TreeSet;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns what went wrong into a message on standard error and an exit code. */
public final class Failures {
    private Failures() {}

    /** Makes a command line answer as {@link ExitCode} says. */
    public static CommandLine handledBy(CommandLine command) {
        return command.setParameterExceptionHandler((failure, arguments) -> badUsage(failure))
                .setExecutionExceptionHandler((failure, failed, parsed) -> failed(failure, failed));
    }

    private static int badUsage(ParameterException failure) {
        CommandLine command = failure.getCommandLine();
        String accepted = failure instanceof UnmatchedArgumentException
                        || !command.getSubcommands().isEmpty()
                ? "; accepted: " + String.join(" ", acceptedBy(command))
                : "";
        say(
                command,
                "%s%s (see %s --help)"
                        .formatted(
                                firstLine(failure),
                                accepted,
                                command.getCommandSpec().qualifiedName()));
        return ExitCode.BAD_INPUT;
    }

    private static Collection<String> acceptedBy(CommandLine command) {
        if (!command.getSubcommands().isEmpty()) {
            return command.getSubcommands().entrySet().stream()
                    .filter(entry ->
                            !entry.getValue().getCommandSpec().usageMessage().hidden())
                    .map(entry -> entry.getKey())
                    .toList();
        }
        Collection<String> names = new TreeSet<>();
        command.getCommandSpec().options().forEach(option -> names.add(option.longestName()));
        return names;
    }

    private static int failed(Exception failure, CommandLine command) {
        return switch (failure) {
            case BadInputException bad -> said(command, bad, ExitCode.BAD_INPUT);
            case RegionAlreadyUpException already -> said(command, already, ExitCode.BAD_INPUT);
            case RegionUnreachableException unreachable -> said(command, unreachable, ExitCode.UNREACHABLE);
            case CheckFailedException failed -> said(command, failed, ExitCode.CHECK_FAILED);
            case RegionStartException failedStart -> said(command, failedStart, ExitCode.CHECK_FAILED);
            case ParameterException usage -> badUsage(usage);
            default -> {
                failure.printStackTrace(command.getErr());
                yield ExitCode.CHECK_FAILED;
            }
        };
    }

    private static int said(CommandLine command, Exception failure, int code) {
        say(command, String.valueOf(failure.getMessage()));
        return code;
    }

    private static void say(CommandLine command, String message) {
        command.getErr().println("firebreak: " + message);
        command.getErr().flush();
    }

    private static String firstLine(Exception failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    }
}
