package io.firebreak.cell.capacity;

import io.firebreak.cell.placement.Explanation;
import io.firebreak.cell.placement.HostCapacity;
import io.firebreak.cell.placement.HostId;
import io.firebreak.cell.placement.Placement;
import io.firebreak.cell.placement.PlacementEngine;
import io.firebreak.cell.placement.PlacementRequest;
import io.firebreak.cell.placement.ReservationId;
import io.firebreak.cell.wire.OutageLog;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * This node's view of the room on the hosts: the placement engine, fed with the record again and again. It may be behind
 * what other nodes did in the last second; {@link HostStore#reserve} then refuses, and the node reads again.
 */
@Component
public class CapacityView {
    /** Were a reading of changes ever to miss one, it would be missed for a minute. */
    private static final int FULL_EVERY = 60;

    private final HostStore store;
    private final ChangedHosts changes;
    private final CapacityMeters meters;
    private final PlacementEngine engine = new PlacementEngine();
    private final OutageLog outage = new OutageLog("Reading hosts from the database");
    private final Map<HostId, Place> places = new ConcurrentHashMap<>();

    private final SharedReading reading = new SharedReading(this::readChanges);
    private int turns;
    private volatile boolean loaded;
    private @Nullable String horizon;

    /** Where a host stands, which never changes. */
    private record Place(String zone, String rack) {}

    CapacityView(HostStore store, ChangedHosts changes, CapacityMeters meters) {
        this.store = store;
        this.changes = changes;
        this.meters = meters;
    }

    @Scheduled(fixedDelayString = "${firebreak.cell.reconcile.interval}")
    void refreshAndLog() {
        outage.attempt(this::refresh);
    }

    /** Knows afterwards what any node committed before the call. Callers that come together share a reading. */
    public void refresh() {
        reading.make();
    }

    /** Reads what changed since the last time, and now and then everything. One at a time. */
    private void readChanges() {
        String since = horizon;
        boolean everything = ++turns % FULL_EVERY == 0;
        ChangedHosts.Reading read = since == null || everything ? changes.all() : changes.since(since);
        know(read.hosts());
        if (since == null || everything) {
            meters.read(read.hosts());
        }
        loaded |= !read.hosts().isEmpty();
        horizon = loaded ? read.horizon() : null;
    }

    private void know(Collection<HostCapacity> hosts) {
        hosts.forEach(host -> places.put(host.id(), new Place(host.zone(), host.rack())));
        engine.refresh(hosts);
    }

    /** Reads some hosts, after one of them turned out to be fuller than thought. */
    public void refresh(Collection<HostId> hosts) {
        engine.refresh(store.read(hosts));
    }

    /** Whether any host is known. */
    public boolean isLoaded() {
        return loaded;
    }

    /** Where a host stands that was the answer to a placement. */
    public String zone(HostId host) {
        return place(host).zone();
    }

    /** The rack of a host that was the answer to a placement. */
    public String rack(HostId host) {
        return place(host).rack();
    }

    private Place place(HostId host) {
        return Objects.requireNonNull(places.get(host), () -> "no host " + host);
    }

    /** How a request would fare now, by a record read after it was asked. */
    public Explanation explain(PlacementRequest request) {
        refresh();
        return engine.explain(request);
    }

    public Placement place(PlacementRequest request) {
        return engine.place(request);
    }

    /**
     * What the record says of a request this node has no room for: the room on all hosts at one moment after the call, by
     * what is committed and nothing else. Whether there is room or not depends on no other node, nor on launches in flight.
     * If there is, this node knows of it afterwards.
     */
    public Placement byRecord(PlacementRequest request) {
        List<HostCapacity> withRoom = store.withRoomFor(request);
        know(withRoom);
        PlacementEngine record = new PlacementEngine();
        record.refresh(withRoom);
        return record.place(request);
    }

    /** Waits until the launches now in flight on this node have kept or given back their room; false if that takes longer. */
    public boolean awaitSettled(Duration patience) {
        try {
            return engine.awaitSettled(patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Launches that wait for others in flight to keep or give back the last room. */
    public int launchesWaiting() {
        return engine.waiting();
    }

    public void confirm(ReservationId reservation, Collection<HostCapacity> committed) {
        engine.confirm(reservation, committed);
    }

    public void cancel(ReservationId reservation) {
        engine.cancel(reservation);
    }

    /** The room no launch in flight has given back or made permanent; 0 when the node is idle. */
    public int reservationsHeld() {
        return engine.reservationsHeld();
    }
}
