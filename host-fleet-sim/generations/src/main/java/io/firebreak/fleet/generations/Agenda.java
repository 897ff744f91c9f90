package io.firebreak.fleet.generations;

import java.util.PriorityQueue;

/** What will happen on the simulated host and when, in nanoseconds; of two things at one instant the older goes first. */
final class Agenda {
    /** Some hundred times what a host under the greatest load has ahead of it: more is a host that never catches up. */
    private static final int MOST_AHEAD = 4_000_000;

    private final PriorityQueue<Entry> entries = new PriorityQueue<>();
    private long now;
    private long made;

    private record Entry(long at, long order, Runnable what) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            int byTime = Long.compare(at, other.at);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    long now() {
        return now;
    }

    void after(long nanos, Runnable what) {
        if (entries.size() >= MOST_AHEAD) {
            throw new IllegalStateException("the host falls behind its load: %,d things wait".formatted(MOST_AHEAD));
        }
        entries.add(new Entry(now + nanos, made++, what));
    }

    /** Does what comes next; false when nothing does. */
    boolean step() {
        Entry next = entries.poll();
        if (next == null) {
            return false;
        }
        now = next.at;
        next.what.run();
        return true;
    }
}
