package io.firebreak.chaos.standalone;

import io.firebreak.chaos.cli.BadInputException;
import io.firebreak.chaos.cli.ExitCode;
import io.firebreak.chaos.cli.Output;
import io.firebreak.chaos.install.App;
import io.firebreak.chaos.install.Installation;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs the router in the foreground before any HTTP service. */
@Command(
        name = "router",
        mixinStandardHelpOptions = true,
        description = "Runs the cell router before your own HTTP service, without the rest of Firebreak.",
        footer = {"", "docs/standalone-router.md tells what stands in FILE and has an example for a minute."})
@SuppressWarnings("NullAway.Init")
public final class RouterCommand implements Callable<Integer> {
    /** Room for 10,000 connections and 1,000 requests of the size most have; 100,000 named tenants fit too. */
    private static final int HEAP_MIB = 512;

    private static final int MOST_PORT = 65_535;
    private static final String FILE = "--firebreak.router.standalone.file=";
    private static final String CHECK = "--firebreak.router.standalone.check=true";

    @Parameters(paramLabel = "FILE", description = "Cells, tenants and rules, in YAML.")
    private Path file;

    @Option(
            names = "--port",
            paramLabel = "P",
            description = "Listen here, whatever the file says; the management port is the next one.")
    private @Nullable Integer port;

    @Option(names = "--check", description = "Say what is wrong with the file, or what it amounts to, and end.")
    private boolean check;

    @Mixin
    private Output output;

    private record Checked(Path file, boolean accepted, String summary) {}

    private record Running(Path file, long pid) {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (port != null && (port < 1 || port >= MOST_PORT)) {
            throw new BadInputException("--port is %d; accepted: 1 to %d".formatted(port, MOST_PORT - 1));
        }
        if (!Files.isRegularFile(file)) {
            throw new BadInputException(
                    "%s: there is no such file; accepted: a YAML file as docs/standalone-router.md has it"
                            .formatted(file));
        }
        String summary = checked();
        if (check) {
            output.result(new Checked(file, true, summary), out -> out.println(summary));
            return ExitCode.DONE;
        }
        return run();
    }

    /** One line; a {@link BadInputException} with a line for each mistake when there are any. */
    private String checked() throws IOException, InterruptedException {
        List<String> command = command(List.of(FILE + file, CHECK));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (process.waitFor() != ExitCode.DONE) {
            throw new BadInputException(said);
        }
        return said;
    }

    private int run() throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(FILE + file));
        if (port != null) {
            arguments.add("--server.port=" + port);
            arguments.add("--management.server.port=" + (port + 1));
        }
        ProcessBuilder builder = new ProcessBuilder(command(arguments)).inheritIO();
        if (output.isJson()) {
            builder.redirectOutput(Redirect.appendTo(Path.of("/dev/stderr").toFile()));
        }
        Process process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        output.result(new Running(file, process.pid()), out -> {});
        return process.waitFor() == 0 ? ExitCode.DONE : ExitCode.CHECK_FAILED;
    }

    private static List<String> command(List<String> arguments) {
        List<String> command = new ArrayList<>(Installation.locate().serverCommand(App.ROUTER, HEAP_MIB));
        command.addAll(arguments);
        return command;
    }
}
