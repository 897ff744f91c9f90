package io.firebreak.cell.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Refusals that wait to be recorded: a bounded number, and of one tenant a bounded part of it, so that one whose calls are
 * all refused does not push out what is recorded of others.
 */
final class WaitingRefusals {
    /** Ten tenants at their worst fill it. */
    private static final int PARTS = 10;

    private final int most;
    private final int mostOfATenant;
    private List<AuditEntry> waiting = new ArrayList<>();
    private final Map<String, Integer> ofTenants = new HashMap<>();

    WaitingRefusals(int most) {
        this.most = most;
        this.mostOfATenant = Math.max(1, most / PARTS);
    }

    /** False when there is no room for it. */
    synchronized boolean offer(AuditEntry refusal) {
        int known = ofTenants.getOrDefault(refusal.tenant(), 0);
        if (waiting.size() >= most || known >= mostOfATenant) {
            return false;
        }
        ofTenants.put(refusal.tenant(), known + 1);
        return waiting.add(refusal);
    }

    /** All that wait, which then wait no longer. */
    synchronized List<AuditEntry> take() {
        if (waiting.isEmpty()) {
            return List.of();
        }
        List<AuditEntry> taken = waiting;
        waiting = new ArrayList<>();
        ofTenants.clear();
        return taken;
    }
}
