package io.firebreak.chaos.measure;

import java.util.List;

/**
 * A fault as it was made.
 *
 * @param kind as in the file, such as {@code poison-tenant}
 * @param target in words, such as {@code tenant t-017 on cell-2, cell-5}
 * @param cells cells it reached
 * @param processes processes that were killed and held, or on which a poison was armed
 */
public record FaultSpan(
        String kind, String target, List<String> cells, List<String> processes, double fromSeconds, double toSeconds) {
    public FaultSpan {
        cells = List.copyOf(cells);
        processes = List.copyOf(processes);
    }
}
