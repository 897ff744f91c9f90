package io.firebreak.chaos.load;

import io.firebreak.chaos.measure.InstanceId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

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

    Holdings(int target) {
        this.target = target;
    }

    synchronized void add(Collection<InstanceId> launched) {
        instances.addAll(launched);
    }

    /** The oldest instances over the target; they are no longer held. */
    synchronized List<InstanceId> takeDue() {
        List<InstanceId> due = new ArrayList<>();
        while (instances.size() > target && due.size() < MOST_AT_ONCE) {
            due.add(instances.removeFirst());
        }
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
