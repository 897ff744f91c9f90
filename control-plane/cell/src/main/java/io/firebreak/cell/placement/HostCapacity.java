package io.firebreak.cell.placement;

import io.firebreak.fleet.api.Resources;
import java.util.Set;

/**
 * What a host has and how much of it is taken, at one version of its row in the database.
 *
 * @param version raised by every committed change of the host's row, so that of two readings the later one is known
 * @param rack the power and top-of-rack failure domain inside the zone
 * @param families the instance families it can run, such as {@code c5}
 * @param accepting whether new instances may go there; false while it is silent or drained
 */
public record HostCapacity(
        HostId id,
        long version,
        String zone,
        String rack,
        Set<String> families,
        boolean accepting,
        Resources total,
        Resources used) {
    public HostCapacity {
        families = Set.copyOf(families);
    }

    /** What is left; negative in a dimension where a host lost capacity that was in use. */
    public Resources free() {
        return total.minus(used);
    }
}
