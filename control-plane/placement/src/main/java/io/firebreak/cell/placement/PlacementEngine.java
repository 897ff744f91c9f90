package io.firebreak.cell.placement;

import io.firebreak.assigner.TenantId;
import io.firebreak.cell.placement.Placement.Placed;
import io.firebreak.cell.placement.Placement.Refused;
import io.firebreak.fleet.api.Resources;
import java.time.Duration;
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
import java.util.stream.IntStream;
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
    private HostIndex hosts = new HostIndex();
    /** What is held by launches in flight, the oldest first. */
    private final Map<ReservationId, Held> held = new LinkedHashMap<>();

    private final Condition settled = lock.newCondition();
    private long lastReservation;

    /** @param hosts the rank of the host of each instance */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Held(
            int[] hosts, Resources perInstance, @Nullable TenantId owner) {}

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
            if (launch.hosts().length < request.minCount()) {
                Refused refused = new Refused(launch.hosts().length, Filters.count(request, choice.racks(), hosts));
                letGo(launch);
                return refused;
            }
            ReservationId reservation = new ReservationId(++lastReservation);
            held.put(reservation, launch);
            return new Placed(reservation, ids(launch), choice.partitions());
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
            if (launch != null && launch.hosts().length == 1 && committed.size() == 1) {
                HostCapacity row = committed.iterator().next();
                int host = launch.hosts()[0];
                if (hosts.isNews(host, row)) {
                    held.remove(reservation);
                    hosts.exchange(host, launch.perInstance(), launch.owner(), row);
                    settled.signalAll();
                    return;
                }
            }
            if (launch != null) {
                requireRows(launch, committed);
            }
            release(reservation);
            record(committed);
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
            record(readings);
        } finally {
            lock.unlock();
        }
    }

    /** All hosts by id, with held room counted as used. */
    public List<HostCapacity> all() {
        lock.lock();
        try {
            return IntStream.range(0, hosts.size()).mapToObj(hosts::seen).toList();
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

    private List<HostId> ids(Held launch) {
        return launch.hosts().length == 1
                ? List.of(hosts.id(launch.hosts()[0]))
                : IntStream.of(launch.hosts()).mapToObj(hosts::id).toList();
    }

    private void requireRows(Held launch, Collection<HostCapacity> committed) {
        Set<HostId> given = committed.stream().map(HostCapacity::id).collect(Collectors.toSet());
        if (!given.containsAll(ids(launch))) {
            throw new IllegalArgumentException(
                    "the launch is on hosts " + ids(launch) + " but only rows of " + given + " were given");
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
        for (int host : launch.hosts()) {
            hosts.letGo(host, launch.perInstance(), launch.owner());
        }
    }

    /** Takes over what is newer than what is known. */
    private void record(Collection<HostCapacity> readings) {
        boolean someUnknown = false;
        for (HostCapacity reading : readings) {
            int host = hosts.find(reading.id());
            if (host == HostLines.NONE) {
                someUnknown = true;
            } else if (reading.version() >= hosts.version(host)) {
                hosts.record(host, reading);
            }
        }
        if (someUnknown) {
            addUnknown(readings);
        }
    }

    private void addUnknown(Collection<HostCapacity> readings) {
        Map<HostId, HostCapacity> unknown = new HashMap<>();
        for (HostCapacity reading : readings) {
            if (hosts.find(reading.id()) == HostLines.NONE) {
                unknown.merge(reading.id(), reading, (one, other) -> other.version() >= one.version() ? other : one);
            }
        }
        HostIndex more = hosts.with(unknown.values());
        held.replaceAll((_, launch) -> new Held(
                IntStream.of(launch.hosts())
                        .map(host -> more.find(hosts.id(host)))
                        .toArray(),
                launch.perInstance(),
                launch.owner()));
        hosts = more;
    }
}
