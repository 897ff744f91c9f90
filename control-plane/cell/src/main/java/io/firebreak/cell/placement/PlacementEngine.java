package io.firebreak.cell.placement;

import io.firebreak.cell.placement.Placement.Placed;
import io.firebreak.cell.placement.Placement.Refused;
import io.firebreak.fleet.api.Resources;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Finds hosts for launches, and holds the room it found until the launch is committed. Thread-safe: one lock guards
 * all state, and no call does more than work in memory while it holds it.
 *
 * <p>A launch goes {@link #place} → commit of its reservations to the database → {@link #confirm} with the hosts' rows
 * as that transaction left them, or {@link #cancel} when it rolled back.
 *
 * <p>The rule for figures. The database's figures of a host and what launches in flight hold of it are kept apart, and
 * added up to decide:
 *
 * <ul>
 *   <li>Of two readings of a host the one with the higher version stands, in whatever order they arrive. So the row must
 *       raise its version with every change, and a reader may take its time.
 *   <li>A refresh never touches held room. If it already contains a launch that is committed but not yet confirmed, that
 *       launch counts twice until it is confirmed: the host looks fuller than it is for a moment, never emptier.
 *   <li>Confirming gives up the held room and takes over the committed figures in one step, so there is no moment at
 *       which the launch counts in neither.
 *   <li>Room freed in the database comes back with the next reading of the row; there is no release in memory that a
 *       late reading could double.
 * </ul>
 *
 * <p>What other nodes of the cell hold in flight is not seen here. Two nodes may choose the same last room; the
 * database's own check refuses the second commit, whose node cancels, refreshes that host and places again.
 */
public final class PlacementEngine {
    private final ReentrantLock lock = new ReentrantLock();
    private final HostIndex hosts = new HostIndex();
    private final Map<ReservationId, Held> held = new HashMap<>();
    private long lastReservation;

    private record Held(List<HostId> hosts, Resources perInstance) {}

    /**
     * Finds hosts for as many instances as it can, up to the maximum, and holds their room. Equal states and requests
     * give equal hosts.
     */
    public Placement place(PlacementRequest request) {
        lock.lock();
        try {
            List<HostId> chosen = choose(request);
            if (chosen.size() < request.minCount()) {
                Refused refused = new Refused(chosen.size(), reasons(request));
                letGo(new Held(chosen, request.perInstance()));
                return refused;
            }
            ReservationId reservation = new ReservationId(++lastReservation);
            held.put(reservation, new Held(chosen, request.perInstance()));
            return new Placed(reservation, chosen);
        } finally {
            lock.unlock();
        }
    }

    /**
     * The launch is committed: gives up the held room and takes over {@code committed}, the rows of its hosts read in
     * or after the committing transaction. Also right when the outcome of the commit was unknown and the rows were read
     * afterwards. A reservation already confirmed or cancelled holds nothing more; the rows are taken over all the same.
     *
     * @throws IllegalArgumentException if the row of a host of the reservation is missing
     */
    public void confirm(ReservationId reservation, Collection<HostCapacity> committed) {
        lock.lock();
        try {
            Held launch = held.get(reservation);
            List<HostId> given = committed.stream().map(HostCapacity::id).toList();
            if (launch != null && !given.containsAll(launch.hosts())) {
                throw new IllegalArgumentException(
                        "the launch is on hosts " + launch.hosts() + " but only rows of " + given + " were given");
            }
            committed.forEach(this::record);
            cancel(reservation);
        } finally {
            lock.unlock();
        }
    }

    /** The launch was rolled back: gives up the held room. Does nothing if it was already confirmed or cancelled. */
    public void cancel(ReservationId reservation) {
        lock.lock();
        try {
            Held launch = held.remove(reservation);
            if (launch != null) {
                letGo(launch);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Takes over a reading of a host's row, known or new, unless a later version is known. */
    public void refresh(HostCapacity host) {
        refresh(List.of(host));
    }

    /** {@link #refresh(HostCapacity)} for many hosts in one step. */
    public void refresh(Collection<HostCapacity> readings) {
        lock.lock();
        try {
            readings.forEach(this::record);
        } finally {
            lock.unlock();
        }
    }

    /** All hosts by id, with held room counted as used. */
    public List<HostCapacity> all() {
        lock.lock();
        try {
            return hosts.all().stream().map(HostRoom::seen).toList();
        } finally {
            lock.unlock();
        }
    }

    /** The number of reservations neither confirmed nor cancelled; one that stays is a leak in the caller. */
    public int reservationsHeld() {
        lock.lock();
        try {
            return held.size();
        } finally {
            lock.unlock();
        }
    }

    private List<HostId> choose(PlacementRequest request) {
        List<HostId> chosen = new ArrayList<>();
        Map<String, Integer> onRack = new HashMap<>();
        while (chosen.size() < request.maxCount()) {
            Optional<HostRoom> best = hosts.bestFit(request, onRack);
            if (best.isEmpty()) {
                break;
            }
            HostCapacity host = best.get().seen();
            hosts.put(best.get().hold(request.perInstance()));
            onRack.merge(host.rack(), 1, Integer::sum);
            chosen.add(host.id());
        }
        return chosen;
    }

    /** Called when no host takes one more, so every host has a reason. */
    private Map<Refusal, Integer> reasons(PlacementRequest request) {
        Map<Refusal, Integer> counts = new EnumMap<>(Refusal.class);
        for (HostRoom room : hosts.all()) {
            Refusal.of(request, room.seen()).ifPresent(reason -> counts.merge(reason, 1, Integer::sum));
        }
        return counts;
    }

    private void letGo(Held launch) {
        for (HostId id : launch.hosts()) {
            HostRoom room = hosts.get(id);
            if (room != null) {
                hosts.put(room.letGo(launch.perInstance()));
            }
        }
    }

    private void record(HostCapacity reading) {
        HostRoom known = hosts.get(reading.id());
        if (known == null) {
            hosts.put(HostRoom.of(reading, Resources.NONE));
        } else if (reading.version() >= known.recorded().version()) {
            hosts.put(known.record(reading));
        }
    }
}
