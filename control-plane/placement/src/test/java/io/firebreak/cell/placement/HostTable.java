package io.firebreak.cell.placement;

import io.firebreak.fleet.api.Resources;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The table of hosts as a database would keep it: each change raises the row's version, and none over-commits a host. */
final class HostTable {
    private final Map<HostId, HostCapacity> rows = new TreeMap<>();

    HostTable(Collection<HostCapacity> hosts) {
        hosts.forEach(host -> rows.put(host.id(), host));
    }

    synchronized List<HostCapacity> read() {
        return List.copyOf(rows.values());
    }

    /** All or nothing: the changed rows, or empty if a host would be over-committed. */
    synchronized Optional<List<HostCapacity>> commit(List<HostId> hosts, Resources perInstance) {
        Map<HostId, HostCapacity> changed = change(hosts, perInstance);
        if (changed.values().stream().anyMatch(host -> !Resources.NONE.fitsInto(host.free()))) {
            return Optional.empty();
        }
        rows.putAll(changed);
        return Optional.of(List.copyOf(changed.values()));
    }

    synchronized List<HostCapacity> release(List<HostId> hosts, Resources perInstance) {
        Map<HostId, HostCapacity> changed = change(hosts, Resources.NONE.minus(perInstance));
        rows.putAll(changed);
        return List.copyOf(changed.values());
    }

    private Map<HostId, HostCapacity> change(List<HostId> hosts, Resources more) {
        Map<HostId, HostCapacity> changed = new TreeMap<>();
        for (HostId id : new LinkedHashSet<>(hosts)) {
            Resources used = row(id).used();
            for (HostId each : hosts) {
                used = each.equals(id) ? used.plus(more) : used;
            }
            changed.put(id, Hosts.changed(row(id), used));
        }
        return changed;
    }

    private HostCapacity row(HostId id) {
        HostCapacity row = rows.get(id);
        if (row == null) {
            throw new IllegalArgumentException("no row of host " + id);
        }
        return row;
    }
}
