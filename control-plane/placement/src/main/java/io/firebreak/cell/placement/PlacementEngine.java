package io.firebreak.cell.placement;

import io.firebreak.assigner.TenantId;
import io.firebreak.cell.placement.Placement.Placed;
import io.firebreak.cell.placement.Placement.Refused;
import io.firebreak.fleet.api.Resources;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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
    /** What is held by launches in flight, the oldest first. */
    private final Map<ReservationId, Held> held = new LinkedHashMap<>();

    private final Condition settled = lock.newCondition();
    private long lastReservation;

    private record Held(
            List<HostRoom> hosts,
            Resources perInstance,
            @Nullable TenantId owner) {
        List<HostId> ids() {
            return hosts.size() == 1
                    ? List.of(hosts.getFirst().id())
                    : hosts.stream().map(HostRoom::id).toList();
        }
    }

    /**
     * Finds hosts for as many instances as it can, up to the maximum, and holds their room. Equal states and requests
     * give equal hosts.
     */
    public Placement place(PlacementRequest request) {
        lock.lock();
        try {
            Choice choice = new Choice(hosts, request);
            choice.take();
            Held launch = new Held(
                    choice.hosts(),
                    request.perInstance(),
                    request.tenancy().owner().orElse(null));
            if (launch.hosts().size() < request.minCount()) {
                Refused refused = new Refused(launch.hosts().size(), Filters.count(request, choice.racks(), hosts));
                letGo(launch);
                return refused;
            }
            ReservationId reservation = new ReservationId(++lastReservation);
            held.put(reservation, launch);
            return new Placed(reservation, launch.ids(), choice.partitions());
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
            if (launch != null && !isOf(committed, launch)) {
                requireRows(launch, committed);
            }
            List<HostRoom> recorded = record(committed);
            release(reservation);
            recorded.forEach(hosts::update);
        } finally {
            lock.unlock();
        }
    }

    /** The launch was rolled back: gives up the held room. Does nothing if it was already confirmed or cancelled. */
    public void cancel(ReservationId reservation) {
        lock.lock();
        try {
            release(reservation);
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
            record(readings).forEach(hosts::update);
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

    /** How a request would fare now, host by host. Nothing is held. */
    public Explanation explain(PlacementRequest request) {
        lock.lock();
        try {
            return Explainer.explain(request, hosts);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until all that is held now is confirmed or cancelled: only then is a refusal final that this room might have
     * been for. What is held from now on is not waited for, so the wait ends however many launches follow.
     *
     * @param patience the longest wait
     * @return whether it is all settled
     */
    public boolean awaitSettled(Duration patience) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long newest = lastReservation;
            long nanos = TimeUnit.NANOSECONDS.convert(patience);
            while (oldest() <= newest) {
                if (nanos <= 0) {
                    return false;
                }
                nanos = settled.awaitNanos(nanos);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** How many callers are in {@link #awaitSettled}. */
    public int waiting() {
        lock.lock();
        try {
            return lock.getWaitQueueLength(settled);
        } finally {
            lock.unlock();
        }
    }

    private long oldest() {
        return held.isEmpty() ? Long.MAX_VALUE : held.keySet().iterator().next().value();
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

    /** The common case of a launch of one instance, without a set. */
    private static boolean isOf(Collection<HostCapacity> committed, Held launch) {
        return launch.hosts().size() == 1
                && committed.size() == 1
                && committed
                        .iterator()
                        .next()
                        .id()
                        .equals(launch.hosts().getFirst().id());
    }

    private static void requireRows(Held launch, Collection<HostCapacity> committed) {
        Set<HostId> given = committed.stream().map(HostCapacity::id).collect(Collectors.toSet());
        if (!given.containsAll(launch.ids())) {
            throw new IllegalArgumentException(
                    "the launch is on hosts " + launch.ids() + " but only rows of " + given + " were given");
        }
    }

    private void release(ReservationId reservation) {
        Held launch = held.remove(reservation);
        if (launch != null) {
            letGo(launch);
            settled.signalAll();
        }
    }

    private void letGo(Held launch) {
        for (HostRoom room : launch.hosts()) {
            room.letGo(launch.perInstance(), launch.owner());
            hosts.update(room);
        }
    }

    /** Takes over what is newer than what is known; returns the known hosts that changed, for the index to update. */
    private List<HostRoom> record(Collection<HostCapacity> readings) {
        List<HostRoom> changed = new ArrayList<>(readings.size());
        boolean someUnknown = false;
        for (HostCapacity reading : readings) {
            HostRoom known = hosts.get(reading.id());
            if (known == null) {
                someUnknown = true;
            } else if (reading.version() >= known.recorded().version()) {
                known.record(reading);
                changed.add(known);
            }
        }
        if (someUnknown) {
            addUnknown(readings);
        }
        return changed;
    }

    private void addUnknown(Collection<HostCapacity> readings) {
        Map<HostId, HostRoom> unknown = new HashMap<>();
        for (HostCapacity reading : readings) {
            if (hosts.get(reading.id()) == null) {
                unknown.merge(reading.id(), new HostRoom(reading), PlacementEngine::newer);
            }
        }
        hosts.add(unknown.values());
    }

    private static HostRoom newer(HostRoom one, HostRoom other) {
        return other.recorded().version() >= one.recorded().version() ? other : one;
    }
}
