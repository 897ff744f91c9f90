package io.firebreak.directory.tenants;

import io.firebreak.assigner.CellId;
import java.util.List;

/**
 * How far a change of a tenant's keys or limits has come.
 *
 * @param confirmed the cells that hold it, committed
 * @param unconfirmed those that know the tenant and have not said so; they are told until they do
 */
public record Spread(List<CellId> confirmed, List<CellId> unconfirmed) {
    public Spread {
        confirmed = List.copyOf(confirmed);
        unconfirmed = List.copyOf(unconfirmed);
    }

    /** Whether all cells hold it. */
    public boolean isEverywhere() {
        return unconfirmed.isEmpty();
    }
}
