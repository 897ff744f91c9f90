package io.firebreak.chaos.toolkit;

import io.firebreak.chaos.cli.BadInputException;
import io.firebreak.chaos.cli.ExitCode;
import io.firebreak.chaos.cli.Output;
import io.firebreak.chaos.gameday.GameDayFileException;
import io.firebreak.chaos.gameday.GameDayParser;
import java.io.IOException;
import java.io.PrintWriter;
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
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Makes a game day of an experiment of the Chaos Toolkit. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = {
            "Makes a game day of a Chaos Toolkit experiment, and names what of it has no counterpart, a line each.",
            "Exits with 2 when none of its actions has one: docs/game-days.md lists those that do."
        })
@SuppressWarnings("NullAway.Init")
public final class ImportCommand implements Callable<Integer> {
    private static final JsonMapper JSON = new JsonMapper();

    /** Hundreds of times a long experiment. */
    private static final long MOST_BYTES = 1024 * 1024;

    @Parameters(paramLabel = "EXPERIMENT", description = "The experiment, as JSON.")
    private Path experiment;

    @Option(names = "--out", paramLabel = "FILE", description = "Where the game day goes; default: standard output.")
    private @Nullable Path out;

    @Mixin
    private Output output;

    @Override
    public Integer call() {
        List<String> notMapped = new ArrayList<>();
        Imported imported = Experiment.imported(read(), notMapped)
                .orElseThrow(() -> new BadInputException(
                        "%s: no action of its method maps to a fault%s".formatted(experiment, because(notMapped))));
        checked(imported);
        if (out != null) {
            write(out, imported.gameday());
        }
        if (!output.isJson()) {
            imported.notMapped().forEach(line -> output.progress("not mapped: " + line));
        }
        output.result(imported, page -> print(imported, page));
        return ExitCode.DONE;
    }

    private void print(Imported imported, PrintWriter page) {
        if (out == null) {
            page.print(imported.gameday());
        } else {
            imported.mapped().forEach(line -> page.println("mapped: " + line));
            page.printf("game day: %s%n", out);
        }
    }

    private static String because(List<String> notMapped) {
        return notMapped.isEmpty() ? "" : ": " + String.join("; ", notMapped);
    }

    private JsonNode read() {
        try {
            if (!Files.isRegularFile(experiment) || Files.size(experiment) > MOST_BYTES) {
                throw new BadInputException(
                        "%s: it must be a file of at most %d bytes".formatted(experiment, MOST_BYTES));
            }
            JsonNode read = JSON.readTree(Files.readString(experiment));
            if (!read.isObject() || !read.path("method").isArray()) {
                throw new BadInputException(
                        "%s: no experiment: it must be an object with a 'method'".formatted(experiment));
            }
            return read;
        } catch (IOException e) {
            throw new BadInputException("%s: it cannot be read as text".formatted(experiment));
        } catch (JacksonException e) {
            throw new BadInputException("%s: not JSON: %s".formatted(experiment, e.getOriginalMessage()));
        }
    }

    /** What is written must be a game day that can be run. */
    private void checked(Imported imported) {
        try {
            GameDayParser.parse(experiment, imported.gameday());
        } catch (GameDayFileException e) {
            throw new BadInputException("%s: the game day of it cannot be run: %s"
                    .formatted(experiment, e.mistakes().getFirst()));
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new BadInputException("--out is '%s': it cannot be written".formatted(file));
        }
    }
}
