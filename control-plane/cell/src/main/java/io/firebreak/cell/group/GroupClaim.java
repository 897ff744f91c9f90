package io.firebreak.cell.group;

import io.firebreak.assigner.TenantId;
import io.firebreak.cell.lifecycle.InstanceId;
import java.util.List;

/** The racks a launch wants for the instances it adds to a placement group. */
public record GroupClaim(TenantId tenant, String group, List<Member> members) {
    public GroupClaim {
        members = List.copyOf(members);
    }

    /** In which order transactions take groups. */
    public String order() {
        return tenant + "/" + group;
    }

    /**
     * An instance that is to belong to the group.
     *
     * @param partition from 1 in a group of partitions, else 0
     */
    public record Member(InstanceId instance, String rack, int partition) {}
}
