package io.firebreak.fleet.api;

import java.util.List;

/** Commands for any hosts of one fleet, carried out in order. At most {@link #LARGEST}. */
public record CommandBatch(List<HostCommand> commands) {
    /** About 150 KB of JSON: one round trip, and well inside the body limit of a small server. */
    public static final int LARGEST = 500;

    public CommandBatch {
        commands = List.copyOf(commands);
    }
}
