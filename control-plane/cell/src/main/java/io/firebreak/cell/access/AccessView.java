package io.firebreak.cell.access;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.CellState;
import io.firebreak.assigner.TenantId;
import io.firebreak.assigner.rendezvous.RendezvousOrder;
import io.firebreak.cell.wire.OutageLog;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Tenants and peer cells in memory, so that no request waits for the database to know its caller. A push is visible at
 * once on the node that took it, and on the others with their next refresh.
 */
@Component
public class AccessView {
    private final AccessStore store;
    private final Map<TenantId, Tenant> tenants = new ConcurrentHashMap<>();
    private final Map<CellId, PeerCell> peers = new ConcurrentHashMap<>();
    private final OutageLog outage = new OutageLog("Reading tenants from the database");
    private final ReentrantLock refreshing = new ReentrantLock();
    private volatile long revision;
    private volatile boolean read;
    private volatile boolean open;

    AccessView(AccessStore store) {
        this.store = store;
    }

    @Scheduled(fixedDelayString = "${firebreak.cell.reconcile.interval}")
    void refreshAndLog() {
        outage.attempt(this::refresh);
    }

    void refresh() {
        refreshing.lock();
        try {
            AccessChanges changes = store.changesAfter(revision);
            changes.peers().forEach(peer -> peers.put(peer.id(), peer));
            changes.tenants().forEach(tenant -> tenants.put(tenant.id(), tenant));
            revision = changes.revision();
            read = true;
        } finally {
            refreshing.unlock();
        }
    }

    /** Whether the database has been read, and what was said of keys while this node was away learnt or given up on. */
    public boolean isLoaded() {
        return read && open;
    }

    /** Whether the database has been read at least once. */
    boolean isRead() {
        return read;
    }

    /** From now on requests may be judged by what is known. */
    void open() {
        open = true;
    }

    Collection<Tenant> tenants() {
        return List.copyOf(tenants.values());
    }

    public Optional<Tenant> tenant(TenantId id) {
        return Optional.ofNullable(tenants.get(id));
    }

    public Optional<PeerCell> peer(CellId id) {
        return Optional.ofNullable(peers.get(id));
    }

    /** Whether a cell was declared out. One that is not described yet is not out. */
    public boolean isOut(CellId cell) {
        return peer(cell).filter(peer -> peer.state() == CellState.OUT).isPresent();
    }

    /**
     * Which cells decide before another on a launch of this tenant and client token: while it moves those of the shard it
     * comes from, then those of its own. Cells that are out are none. Empty when the cell takes no launches of the tenant.
     */
    public Optional<TokenOrder> tokenOrder(Tenant tenant, String clientToken, CellId cell) {
        List<CellId> order = launchOrder(tenant.id(), tenant.shard().cells(), clientToken);
        return order.contains(cell)
                ? Optional.of(new TokenOrder(
                        tenant.epoch(),
                        before(cell, launchOrder(tenant.id(), tenant.formerCells(), clientToken)),
                        before(cell, order)))
                : Optional.empty();
    }

    private List<CellId> launchOrder(TenantId tenant, List<CellId> cells, String clientToken) {
        return RendezvousOrder.of(
                tenant, clientToken, cells.stream().filter(cell -> !isOut(cell)).toList());
    }

    private static List<CellId> before(CellId cell, List<CellId> order) {
        return order.contains(cell) ? order.subList(0, order.indexOf(cell)) : order;
    }
}
