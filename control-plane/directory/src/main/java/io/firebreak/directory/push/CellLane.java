package io.firebreak.directory.push;

import io.firebreak.directory.cells.RegisteredCell;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What this process remembers of pushing to one cell: nothing that would be missed after a restart. At any time it belongs
 * either to the reconciler's thread or to the one delivery under way; {@link #busy} hands it over.
 */
final class CellLane {
    /** A cell whose first nodes all hang must not hold a delivery for long; the next delivery starts with others. */
    private static final int MAX_NODES_TRIED = 3;

    private final AtomicBoolean busy = new AtomicBoolean();
    private List<CellPush.Peer> peersDelivered = List.of();
    private Instant refreshAt = Instant.MIN;
    private Instant notBefore = Instant.MIN;
    private long registration;
    private long newestKeys;
    private long keysDelivered;
    private int failures;
    private int firstNode;
    private String cursor = "";

    boolean isBusy() {
        return busy.get();
    }

    void begin() {
        busy.set(true);
    }

    void end() {
        busy.set(false);
    }

    /** A cell registered anew may have got other nodes: earlier failures say nothing of it. */
    void meet(RegisteredCell cell) {
        if (registration != cell.registration()) {
            registration = cell.registration();
            notBefore = Instant.MIN;
            failures = 0;
            cursor = "";
            keysDelivered = 0;
        }
    }

    /** The cell was given everything it had to know when the newest keys of all tenants had this version; 0 before that. */
    long keysDelivered() {
        return keysDelivered;
    }

    void deliveredKeys(long newest) {
        keysDelivered = newest;
    }

    /** New keys, or the end of old ones, do not wait for a cell's back-off: it may have come back since. */
    void meetKeys(long newest) {
        if (newest > newestKeys) {
            newestKeys = newest;
            notBefore = Instant.MIN;
        }
    }

    boolean isDue(Instant now, boolean behind, List<CellPush.Peer> peers) {
        boolean wanted = behind || refreshIsDue(now) || !peersDelivered.equals(peers);
        return wanted && !now.isBefore(notBefore);
    }

    boolean refreshIsDue(Instant now) {
        return !now.isBefore(refreshAt);
    }

    /** Where the next refresh goes on, as a tenant's id. */
    String cursor() {
        return cursor;
    }

    void refreshed(String nextCursor, Instant nextRefresh) {
        cursor = nextCursor;
        refreshAt = nextRefresh;
    }

    void delivered(List<CellPush.Peer> peers) {
        peersDelivered = peers;
        failures = 0;
        notBefore = Instant.MIN;
    }

    int failed() {
        firstNode++;
        return ++failures;
    }

    void leaveAloneUntil(Instant now, Duration delay) {
        notBefore = now.plus(delay);
    }

    /** The nodes to try, in this order: the one that answered last time first. */
    List<URI> nodesToTry(RegisteredCell cell) {
        List<URI> nodes = new ArrayList<>(cell.nodes());
        Collections.rotate(nodes, -(firstNode % nodes.size()));
        return nodes.subList(0, Math.min(nodes.size(), MAX_NODES_TRIED));
    }

    void answered(RegisteredCell cell, URI node) {
        firstNode = cell.nodes().indexOf(node);
    }
}
