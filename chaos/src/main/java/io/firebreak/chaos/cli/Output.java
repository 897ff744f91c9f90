package io.firebreak.chaos.cli;

import io.firebreak.chaos.region.Json;
import java.io.PrintWriter;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The {@code --json} option, and where results go because of it: one JSON document, or text for a person, on standard
 * output. Everything that is no result goes to standard error.
 */
public final class Output {
    @Option(names = "--json", description = "Print the result as one JSON document; progress stays on standard error.")
    private boolean json;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    /** Prints a result in the form that was asked for. */
    public void result(Object document, Consumer<PrintWriter> text) {
        PrintWriter out = command.commandLine().getOut();
        if (json) {
            out.println(Json.MAPPER.writeValueAsString(document));
        } else {
            text.accept(out);
        }
        out.flush();
    }

    /** Whether standard output is to hold one JSON document and nothing else. */
    public boolean isJson() {
        return json;
    }

    /** Prints a line for the person who waits. */
    public void progress(String line) {
        PrintWriter err = command.commandLine().getErr();
        err.println(line);
        err.flush();
    }
}
