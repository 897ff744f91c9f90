package io.firebreak.cell.fleet;

import io.firebreak.fleet.api.CommandBatch;
import io.firebreak.fleet.api.CommandResults;
import io.firebreak.fleet.api.FenceConfirmation;
import io.firebreak.fleet.api.FenceOrder;
import io.firebreak.fleet.api.FleetReport;
import io.firebreak.fleet.api.HostInventory;
import org.jspecify.annotations.Nullable;

/** The cell's hosts. Every call may throw {@link io.firebreak.cell.wire.WireException}; every call may be repeated. */
public interface Fleet {
    HostInventory hosts();

    CommandResults send(CommandBatch batch);

    /** Cuts the power of hosts at their racks. What is confirmed runs nothing any more. */
    FenceConfirmation fence(FenceOrder order);

    /**
     * What changed since a report.
     *
     * @param incarnation of that report; null asks for everything
     */
    FleetReport report(@Nullable String incarnation, long since);
}
