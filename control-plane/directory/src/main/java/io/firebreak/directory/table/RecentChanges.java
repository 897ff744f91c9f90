package io.firebreak.directory.table;

import io.firebreak.directory.cells.RegisteredCell;
import io.firebreak.directory.revision.Revision;
import io.firebreak.directory.revision.TableRevision;
import io.firebreak.directory.table.RoutingTable.CellEntry;
import io.firebreak.directory.table.RoutingTable.TenantEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What changed lately, in memory, so that routers are told without asking the database. Entries say how things are, not
 * what was done to them: taking one twice, or an older one before a newer, does no harm.
 */
final class RecentChanges {
    /** About 20 MB. A router that missed more is better off with the whole table. */
    static final int MOST_TENANTS = 50_000;

    /** Tenants in one answer, about 400 KB: routers take it in within a few tens of milliseconds. */
    static final int PAGE = 5_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final NavigableMap<Long, String> marks = new TreeMap<>();
    private final NavigableMap<Long, List<TenantEntry>> tenants = new TreeMap<>();
    private List<RegisteredCell> cells = List.of();
    private long completeAfter;
    private int size;
    private @Nullable TableRevision newest;

    /** What a router that has a revision is to get. */
    sealed interface Reply {
        /** Nothing is newer. */
        record Nothing() implements Reply {}

        /** This is, or the first part of it. */
        record Changed(TableChanges changes) implements Reply {}

        /** More than is remembered. */
        record TooMuch() implements Reply {}

        /** The revision is none of this history, as far as this process knows it. */
        record Unknown() implements Reply {}
    }

    /** The newest revision taken in; nothing before the first. */
    Optional<TableRevision> newest() {
        lock.lock();
        try {
            return Optional.ofNullable(newest);
        } finally {
            lock.unlock();
        }
    }

    /** Takes in what happened since {@link #newest()}. */
    void take(RecordedChanges changes) {
        lock.lock();
        try {
            if (!changes.goesOn()) {
                marks.clear();
                tenants.clear();
                size = 0;
                completeAfter = 0;
            }
            if (!changes.goesOn() || changes.tenants().size() >= changes.most()) {
                completeAfter = Math.max(completeAfter, changes.completeAfter());
            }
            changes.revisions().forEach(revision -> marks.put(revision.version(), revision.mark()));
            changes.tenants()
                    .forEach(tenant -> tenants.computeIfAbsent(tenant.revision(), _ -> new ArrayList<>())
                            .add(TenantEntry.of(tenant)));
            size += changes.tenants().size();
            cells = changes.cells();
            newest = changes.revisions().getLast();
            forgetOldest();
        } finally {
            lock.unlock();
        }
    }

    /** The oldest version that is known and whose successors all are: a whole table older than that leads nowhere. */
    long completeAfter() {
        lock.lock();
        try {
            return completeAfter;
        } finally {
            lock.unlock();
        }
    }

    Reply since(TableRevision router) {
        lock.lock();
        try {
            if (newest == null || router.version() > newest.version()) {
                return new Reply.Unknown();
            }
            String mark = marks.get(router.version());
            if (mark != null && !mark.equals(router.mark())) {
                return new Reply.Unknown();
            }
            if (router.equals(newest)) {
                return new Reply.Nothing();
            }
            return mark == null || router.version() < completeAfter
                    ? new Reply.TooMuch()
                    : new Reply.Changed(page(router, newest));
        } finally {
            lock.unlock();
        }
    }

    /** Whole versions, as many as fit; cells always as they are now, so that no tenant names one the router does not know. */
    private TableChanges page(TableRevision router, TableRevision last) {
        Map<String, TenantEntry> changed = new LinkedHashMap<>();
        TableRevision upTo = last;
        for (Map.Entry<Long, List<TenantEntry>> version :
                tenants.tailMap(router.version(), false).entrySet()) {
            if (!changed.isEmpty() && changed.size() + version.getValue().size() > PAGE) {
                break;
            }
            version.getValue().forEach(tenant -> changed.put(tenant.id(), tenant));
            upTo = version.getKey() == tenants.lastKey().longValue() ? last : revisionOf(version.getKey());
        }
        return new TableChanges(
                router.toString(),
                upTo.version(),
                upTo.toString(),
                cells.stream()
                        .filter(cell -> cell.revision() > router.version())
                        .map(CellEntry::of)
                        .toList(),
                List.copyOf(changed.values()),
                List.of());
    }

    private TableRevision revisionOf(long version) {
        return new TableRevision(version, String.valueOf(marks.get(version)));
    }

    private void forgetOldest() {
        while (size > MOST_TENANTS && tenants.size() > 1) {
            Map.Entry<Long, List<TenantEntry>> oldest = tenants.pollFirstEntry();
            size -= oldest.getValue().size();
            completeAfter = Math.max(completeAfter, oldest.getKey());
        }
        if (marks.size() > Revision.KEPT) {
            while (marks.size() > Revision.KEPT) {
                marks.pollFirstEntry();
            }
            completeAfter = Math.max(completeAfter, marks.firstKey());
        }
    }
}
