package io.firebreak.cell.placement;

import io.firebreak.assigner.TenantId;
import io.firebreak.fleet.api.Resources;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The hosts by rank, by rack, and by class; a class keeps its hosts in the order of their grades. Not thread-safe.
 *
 * <p>The rank of a host is its position in the order of ids. A fleet is read as a whole and hardly ever grows, so adding hosts
 * may cost a new ranking of all. What is used of a host is what its level says: the database's figures and what launches in
 * flight hold, added up. The held part is kept apart for the few hosts that have any.
 */
final class HostIndex {
    private final HostClasses classes;
    private final LevelNumbers levels = new LevelNumbers();
    private final HostLines lines;
    private final String[] racks;
    private final Map<String, List<Integer>> byRack = new HashMap<>();
    private final Map<Integer, HeldRoom> held;

    /** No hosts. */
    HostIndex() {
        this(List.of(), new HashMap<>());
    }

    /**
     * @param hosts by id, with held room counted as used
     * @param held what is held of them, by rank
     */
    private HostIndex(List<HostCapacity> hosts, Map<Integer, HeldRoom> held) {
        this.lines = new HostLines(hosts.stream().map(HostCapacity::id).toArray(HostId[]::new));
        this.classes = new HostClasses(lines, levels);
        this.racks = hosts.stream().map(HostCapacity::rack).toArray(String[]::new);
        this.held = held;
        for (int rank = 0; rank < racks.length; rank++) {
            HostCapacity host = hosts.get(rank);
            lines.version(rank, host.version());
            byRack.computeIfAbsent(host.rack(), _ -> new ArrayList<>()).add(rank);
            classes.of(HostClass.Key.of(host)).add(rank, host.used());
        }
    }

    /** The same hosts and more that are not known here. Ranks change; {@link #find} tells them. */
    HostIndex with(Collection<HostCapacity> unknown) {
        List<HostCapacity> all = new ArrayList<>(unknown);
        for (int rank = 0; rank < size(); rank++) {
            all.add(seen(rank));
        }
        all.sort(Comparator.comparing(HostCapacity::id));
        Map<Integer, HeldRoom> heldByNewRank = new HashMap<>();
        HostIndex next = new HostIndex(all, heldByNewRank);
        held.forEach((rank, room) -> heldByNewRank.put(next.find(id(rank)), room));
        return next;
    }

    int size() {
        return lines.size();
    }

    /** The rank of a host, or {@link HostLines#NONE}. */
    int find(HostId id) {
        return lines.find(id);
    }

    HostId id(int rank) {
        return lines.id(rank);
    }

    String rack(int rank) {
        return racks[rank];
    }

    long version(int rank) {
        return lines.version(rank);
    }

    /** Whether a reading is one of this host, and not older than what is known. */
    boolean isNews(int rank, HostCapacity reading) {
        return id(rank).equals(reading.id()) && reading.version() >= version(rank);
    }

    Level level(int rank) {
        return levels.get(lines.level(rank));
    }

    HostClasses classes() {
        return classes;
    }

    /** The ranks of the hosts of each rack. */
    Map<String, List<Integer>> racks() {
        return Collections.unmodifiableMap(byRack);
    }

    /** A host with held room counted as used. */
    HostCapacity seen(int rank) {
        Level level = level(rank);
        HostClass.Key key = level.hostClass().key();
        return new HostCapacity(
                id(rank),
                version(rank),
                key.zone(),
                rack(rank),
                key.families(),
                key.accepting(),
                key.total(),
                level.used(),
                key.owner());
    }

    /** Takes over a reading that is not older than what is known. */
    void record(int rank, HostCapacity reading) {
        lines.version(rank, reading.version());
        HeldRoom room = held.get(rank);
        if (room == null) {
            move(rank, reading, reading.owner(), reading.used());
        } else {
            room.recordedOwner(reading.owner());
            move(rank, reading, room.owner(), reading.used().plus(room.sum()));
        }
    }

    /** A launch holds room for one instance. */
    void hold(int rank, Resources more, @Nullable TenantId owner) {
        Level level = level(rank);
        HeldRoom room = held.computeIfAbsent(
                rank, _ -> new HeldRoom(level.hostClass().key().owner()));
        room.hold(more, owner);
        move(rank, level, room.owner(), level.used().plus(more));
    }

    /** It gives it up. */
    void letGo(int rank, Resources less, @Nullable TenantId owner) {
        HeldRoom room = forget(rank, less, owner);
        Level level = level(rank);
        move(rank, level, room.owner(), level.used().minus(less));
    }

    /** It gives it up for a reading that has it, which is not older than what is known. */
    void exchange(int rank, Resources held, @Nullable TenantId owner, HostCapacity reading) {
        forget(rank, held, owner);
        record(rank, reading);
    }

    private HeldRoom forget(int rank, Resources less, @Nullable TenantId owner) {
        HeldRoom room = held.get(rank);
        if (room == null) {
            throw new IllegalStateException("nothing is held of " + id(rank));
        }
        room.letGo(less, owner);
        if (room.isEmpty()) {
            held.remove(rank);
        }
        return room;
    }

    private void move(int rank, HostCapacity reading, @Nullable TenantId owner, Resources used) {
        Level from = level(rank);
        HostClass hostClass = from.hostClass();
        if (!hostClass.key().describes(reading, owner)) {
            leave(rank, from);
            classes.of(HostClass.Key.of(reading, owner)).add(rank, used);
        } else if (!from.isUsed(used)) {
            hostClass.remove(rank, from);
            hostClass.add(rank, used);
        }
    }

    private void move(int rank, Level from, @Nullable TenantId owner, Resources used) {
        HostClass hostClass = from.hostClass();
        if (hostClass.key().isOf(owner)) {
            hostClass.remove(rank, from);
            hostClass.add(rank, used);
        } else {
            leave(rank, from);
            classes.of(hostClass.key().ownedBy(owner)).add(rank, used);
        }
    }

    private void leave(int rank, Level from) {
        from.hostClass().remove(rank, from);
        if (from.hostClass().hosts() == 0) {
            classes.drop(from.hostClass());
        }
    }
}
