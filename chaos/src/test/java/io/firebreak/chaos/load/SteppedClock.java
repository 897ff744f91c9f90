package io.firebreak.chaos.load;

import java.util.ArrayList;
import java.util.List;

/** A clock that stands still but for those who wait on it: they are there at once, and it remembers how long they waited. */
final class SteppedClock implements NanoClock {
    private final List<Long> waits = new ArrayList<>();
    private long now;

    @Override
    public synchronized long nanos() {
        return now;
    }

    @Override
    public synchronized void waitUntil(long nanos) {
        waits.add(nanos - now);
        now = Math.max(now, nanos);
    }

    synchronized List<Long> waits() {
        return List.copyOf(waits);
    }
}
