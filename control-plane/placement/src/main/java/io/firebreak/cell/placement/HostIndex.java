package io.firebreak.cell.placement;

import io.firebreak.assigner.TenantId;
import io.firebreak.fleet.api.Resources;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The hosts by id, by rack, and by class; a class keeps its hosts in the order of their grades. Not thread-safe.
 *
 * <p>Hosts are ranked by id when they are added, and from then on compared by rank. A fleet is read as a whole and hardly
 * ever grows, so adding hosts may cost a new ranking of all.
 */
final class HostIndex {
    private final Map<HostId, HostRoom> byId = new HashMap<>();
    private final Map<String, List<HostRoom>> byRack = new HashMap<>();
    private final Map<HostClass.Key, HostClass> classes = new HashMap<>();
    /** The classes that accept instances, by what a request asks for: hosts of everybody, and hosts of one tenant. */
    private final Map<String, List<HostClass>> open = new HashMap<>();

    private final Map<TenantId, Map<String, List<HostClass>>> dedicated = new HashMap<>();
    private HostRoom[] byRank = {};
    private int[] places = {};

    @Nullable
    HostRoom get(HostId id) {
        return byId.get(id);
    }

    HostRoom byRank(int rank) {
        return byRank[rank];
    }

    /** All hosts in the order of their ids. */
    List<HostRoom> all() {
        return Collections.unmodifiableList(Arrays.asList(byRank));
    }

    Collection<HostClass> classes() {
        return Collections.unmodifiableCollection(classes.values());
    }

    Map<String, List<HostRoom>> racks() {
        return Collections.unmodifiableMap(byRack);
    }

    /** The classes of hosts of everybody that run the family and accept instances. */
    List<HostClass> open(String family) {
        return open.getOrDefault(family, List.of());
    }

    /** The classes of hosts dedicated to a tenant that run the family and accept instances. */
    List<HostClass> dedicated(TenantId tenant, String family) {
        return dedicated.getOrDefault(tenant, Map.of()).getOrDefault(family, List.of());
    }

    /** Adds hosts that are not known yet. */
    void add(Collection<HostRoom> unknown) {
        unknown.forEach(room -> byId.put(room.id(), room));
        byRank = byId.values().toArray(HostRoom[]::new);
        Arrays.sort(byRank, Comparator.comparing(HostRoom::id));
        places = new int[byRank.length];
        byRack.clear();
        classes.clear();
        open.clear();
        dedicated.clear();
        for (int rank = 0; rank < byRank.length; rank++) {
            HostRoom room = byRank[rank];
            room.rank(rank);
            room.level(null);
            byRack.computeIfAbsent(room.recorded().rack(), _ -> new ArrayList<>())
                    .add(room);
            update(room);
        }
    }

    /** Puts a host where it belongs after it has changed. */
    void update(HostRoom room) {
        Resources used = room.used();
        if (room.isIndexed()) {
            Level level = room.level();
            HostClass hostClass = level.hostClass();
            boolean stays = belongs(room, hostClass.key());
            if (stays && level.used().equals(used)) {
                return;
            }
            hostClass.remove(room.rank(), level);
            if (stays) {
                room.level(hostClass.add(room.rank(), used));
                return;
            }
            if (hostClass.hosts() == 0) {
                drop(hostClass);
            }
        }
        room.level(hostClass(room).add(room.rank(), used));
    }

    private static boolean belongs(HostRoom room, HostClass.Key key) {
        HostCapacity host = room.recorded();
        TenantId owner = room.owner();
        return host.accepting() == key.accepting()
                && (owner == null ? key.owner() == null : owner.equals(key.owner()))
                && host.total().equals(key.total())
                && host.zone().equals(key.zone())
                && host.families().equals(key.families());
    }

    private HostClass hostClass(HostRoom room) {
        HostCapacity host = room.recorded();
        HostClass.Key key =
                new HostClass.Key(host.zone(), host.families(), host.accepting(), host.total(), room.owner());
        HostClass known = classes.get(key);
        if (known != null) {
            return known;
        }
        HostClass created = new HostClass(key, places);
        classes.put(key, created);
        if (key.accepting()) {
            key.families()
                    .forEach(family -> offers(key.owner())
                            .computeIfAbsent(family, _ -> new ArrayList<>())
                            .add(created));
        }
        return created;
    }

    private Map<String, List<HostClass>> offers(@Nullable TenantId owner) {
        return owner == null ? open : dedicated.computeIfAbsent(owner, _ -> new HashMap<>());
    }

    private void drop(HostClass empty) {
        HostClass.Key key = empty.key();
        classes.remove(key);
        if (!key.accepting()) {
            return;
        }
        Map<String, List<HostClass>> offers = offers(key.owner());
        for (String family : key.families()) {
            offers.computeIfPresent(family, (_, offered) -> {
                offered.remove(empty);
                return offered.isEmpty() ? null : offered;
            });
        }
        if (key.owner() != null && offers.isEmpty()) {
            dedicated.remove(key.owner());
        }
    }
}
