package io.firebreak.fleet.sim;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** The boots under way, the earliest first. One that was overtaken by a later command is still here and completes nothing. */
final class Boots {
    /**
     * An instance that boots.
     *
     * @param began tells this boot from another of the same instance
     */
    record Boot(Place place, Instant began, Instant due) {}

    private final Duration bootTime;
    private final PriorityQueue<Boot> queue = new PriorityQueue<>(Comparator.comparing(Boot::due));

    Boots(Duration bootTime) {
        this.bootTime = bootTime;
    }

    void begin(Place place, Instant began) {
        add(new Boot(place, began, began.plus(bootTime)));
    }

    void add(Boot boot) {
        queue.add(boot);
    }

    /** Takes the boots that are over. */
    List<Boot> takeDue(Instant now) {
        List<Boot> due = new ArrayList<>();
        for (Boot first = queue.peek(); first != null && !first.due().isAfter(now); first = queue.peek()) {
            due.add(queue.remove());
        }
        return due;
    }
}
