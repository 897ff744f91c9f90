package io.firebreak.fleet.api;

import java.util.List;

/** The answers to a {@link CommandBatch}, in its order. */
public record CommandResults(List<CommandResult> results) {
    public CommandResults {
        results = List.copyOf(results);
    }
}
