package io.firebreak.cell.capacity;

import io.firebreak.cell.placement.Explanation;
import io.firebreak.cell.placement.HostCapacity;
import io.firebreak.cell.placement.HostId;
import io.firebreak.cell.placement.Placement;
import io.firebreak.cell.placement.PlacementEngine;
import io.firebreak.cell.placement.PlacementRequest;
import io.firebreak.cell.placement.ReservationId;
import io.firebreak.cell.wire.OutageLog;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
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
    private final PlacementEngine engine = new PlacementEngine();
    private final OutageLog outage = new OutageLog("Reading hosts from the database");
    private final Map<HostId, Place> places = new ConcurrentHashMap<>();

    private final AtomicInteger turns = new AtomicInteger();
    private volatile boolean loaded;
    private volatile @Nullable String horizon;

    /** Where a host stands, which never changes. */
    private record Place(String zone, String rack) {}

    CapacityView(HostStore store, ChangedHosts changes) {
        this.store = store;
        this.changes = changes;
    }

    @Scheduled(fixedDelayString = "${firebreak.cell.reconcile.interval}")
    void refreshAndLog() {
        outage.attempt(this::refresh);
    }

    /** Reads what changed since the last time, and now and then everything. */
    public void refresh() {
        String since = horizon;
        boolean everything = turns.incrementAndGet() % FULL_EVERY == 0;
        ChangedHosts.Reading reading = since == null || everything ? changes.all() : changes.since(since);
        reading.hosts().forEach(host -> places.put(host.id(), new Place(host.zone(), host.rack())));
        engine.refresh(reading.hosts());
        loaded |= !reading.hosts().isEmpty();
        horizon = loaded ? reading.horizon() : null;
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
