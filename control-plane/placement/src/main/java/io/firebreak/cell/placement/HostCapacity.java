package io.firebreak.cell.placement;

import io.firebreak.assigner.TenantId;
import io.firebreak.fleet.api.Resources;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a host has and how much of it is taken, at one version of its row in the database.
 *
 * @param version raised by every committed change of the host's row, so that of two readings the later one is known
 * @param rack the power and top-of-rack failure domain inside the zone
 * @param families the instance families it can run, such as {@code c5}
 * @param accepting whether new instances may go there; false while it is silent or drained
 * @param owner the tenant it is dedicated to while that tenant has dedicated instances there
 */
public record HostCapacity(
        HostId id,
        long version,
        String zone,
        String rack,
        Set<String> families,
        boolean accepting,
        Resources total,
        Resources used,
        @Nullable TenantId owner) {
    public HostCapacity {
        families = Set.copyOf(families);
    }

    /** A host that is dedicated to nobody. */
    public HostCapacity(
            HostId id,
            long version,
            String zone,
            String rack,
            Set<String> families,
            boolean accepting,
            Resources total,
            Resources used) {
        this(id, version, zone, rack, families, accepting, total, used, null);
    }

    /** What is left; negative in a dimension where a host lost capacity that was in use. */
    public Resources free() {
        return total.minus(used);
    }
}
