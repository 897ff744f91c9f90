package io.firebreak.chaos.load;

import io.firebreak.chaos.measure.InstanceId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What one tenant believes to own, oldest first, kept at a target by this rule: each acknowledged launch that puts the
 * tenant over its target makes a terminate of its oldest instance due, and the tenant's next terminate in the schedule
 * sends all that are due, one intent each. Under the target a scheduled terminate is not sent and counts nowhere. What could
 * not be terminated is held again, as the youngest.
 */
final class Holdings {
    /** Terminates of one scheduled moment; more wait for the next, so that an outage does not end in a burst. */
    private static final int MOST_AT_ONCE = 8;

    private final int target;
    private final Deque<InstanceId> instances = new ArrayDeque<>();
    /** When the tenant was told, settled, of what it holds. */
    private final Map<InstanceId, Long> toldAt = new HashMap<>();

    Holdings(int target) {
        this.target = target;
    }

    synchronized void add(Collection<InstanceId> launched) {
        instances.addAll(launched);
    }

    /** Launched at that time, and there to stay. */
    synchronized void addSettled(Collection<InstanceId> launched, long nanos) {
        add(launched);
        launched.forEach(instance -> toldAt.put(instance, nanos));
    }

    /** What a complete list asked for now has to show, with the times the tenant was told of it. */
    synchronized Map<InstanceId, Long> toBeShown() {
        return Map.copyOf(toldAt);
    }

    /** Of these, the times of those that are still held and not shown. */
    synchronized List<Long> missing(Map<InstanceId, Long> toBeShown, Set<InstanceId> shown) {
        return toBeShown.entrySet().stream()
                .filter(told -> !shown.contains(told.getKey()) && toldAt.containsKey(told.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** The oldest instances over the target; they are no longer held. */
    synchronized List<InstanceId> takeDue() {
        List<InstanceId> due = new ArrayList<>();
        while (instances.size() > target && due.size() < MOST_AT_ONCE) {
            due.add(instances.removeFirst());
        }
        due.forEach(toldAt::remove);
        return due;
    }

    /** One of those held, the same for the same dice and number held. */
    synchronized Optional<InstanceId> pick(int dice) {
        if (instances.isEmpty()) {
            return Optional.empty();
        }
        Iterator<InstanceId> all = instances.iterator();
        for (int skip = Math.floorMod(dice, instances.size()); skip > 0; skip--) {
            all.next();
        }
        return Optional.of(all.next());
    }
}
