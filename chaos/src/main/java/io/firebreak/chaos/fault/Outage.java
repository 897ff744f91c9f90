package io.firebreak.chaos.fault;

import io.firebreak.assigner.CellId;
import java.time.Duration;

/**
 * A time in which a cell is expected to serve nobody, counted from the end of the steady state.
 *
 * @param to not any more at this time
 */
public record Outage(CellId cell, Duration from, Duration to) {
    boolean isOnAt(long nanos) {
        return from.toNanos() <= nanos && nanos < to.toNanos();
    }
}
