package io.firebreak.fleet.sim;

import io.firebreak.fleet.api.HostedInstance;
import io.firebreak.fleet.api.HostedState;
import io.firebreak.fleet.journal.Change;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The newest change of each instance, by version. Versions count the changes from 1; an instance that changes again moves
 * to the end, so the log is as long as the fleet has instances and tombstones, however old it is.
 *
 * <p>When a tombstone is forgotten, an asker who may have seen that instance alive would never learn of its end from the
 * changes alone. The floor is the newest version forgotten so; what an asker knows must not be older than it, or
 * the asker gets the full report.
 *
 * <p>The pages of a full report (a sweep) begin at version 0, below any floor, yet what their asker knows dates from the
 * first of them. So a sweep's later pages are asked for with a marker of their own, under which the time of the
 * first is remembered: on the wire a version is twice the number of changes, plus one within a sweep.
 */
final class ChangeLog {
    /** One cell of few nodes asks, and asks for the next page at once; a sweep that is forgotten starts over. */
    private static final int MOST_SWEEPS = 64;

    /**
     * A page of changes.
     *
     * @param version what to ask with next
     */
    record Page(boolean full, boolean more, long version, List<HostedInstance> instances) {}

    private final int pageSize;
    private final NavigableMap<Long, Change> changes = new TreeMap<>();
    private final Map<Place, Long> versions = new HashMap<>();

    /** Marker of a sweep's next page → the version when its first was read. */
    private final Map<Long, Long> sweeps = new LinkedHashMap<>();

    private long version;
    private long floor;

    ChangeLog(int pageSize) {
        this.pageSize = pageSize;
    }

    void add(Place place, Change change) {
        Long before = versions.put(place, ++version);
        if (before != null) {
            changes.remove(before);
        }
        changes.put(version, change);
    }

    /** Forgets an instance that is gone. */
    void forget(Place place) {
        Long forgotten = versions.remove(place);
        if (forgotten != null) {
            changes.remove(forgotten);
            floor = Math.max(floor, forgotten);
        }
    }

    /** The newest change of each instance and tombstone, in the order they were made. */
    List<Change> all() {
        return List.copyOf(changes.values());
    }

    /**
     * The page of changes after what an asker has, or the first page of a full report.
     *
     * @param since what the last page said to ask with; null for none
     */
    Page after(@Nullable Long since) {
        if (since == null || since < 0 || since / 2 > version) {
            return firstOfSweep();
        }
        boolean sweeping = since % 2 == 1;
        Long known = sweeping ? sweeps.get(since) : Long.valueOf(since / 2);
        if (known == null || known < floor) {
            return firstOfSweep();
        }
        return sweeping ? pageOfSweep(false, since / 2, known) : page(false, since / 2, last -> 2 * last);
    }

    private Page firstOfSweep() {
        return pageOfSweep(true, 0, version);
    }

    private Page pageOfSweep(boolean full, long since, long began) {
        Page page = page(full, since, last -> 2 * last + 1);
        if (page.more()) {
            remember(page.version(), began);
        }
        return page;
    }

    private Page page(boolean full, long since, LongUnaryOperator nextPage) {
        List<HostedInstance> instances = new ArrayList<>();
        long last = since;
        for (var entry : changes.tailMap(since, false).entrySet()) {
            HostedInstance instance = entry.getValue().instance();
            if (full && instance.state() == HostedState.TERMINATED) {
                continue;
            }
            if (instances.size() == pageSize) {
                return new Page(full, true, nextPage.applyAsLong(last), instances);
            }
            instances.add(instance);
            last = entry.getKey();
        }
        return new Page(full, false, 2 * version, instances);
    }

    /** Two sweeps may come to the same page; the one that began earlier knows less. */
    private void remember(long marker, long began) {
        sweeps.merge(marker, began, Math::min);
        if (sweeps.size() > MOST_SWEEPS) {
            Iterator<Long> oldest = sweeps.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
    }
}
