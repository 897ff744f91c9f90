package io.firebreak.router.health;

import io.micrometer.core.instrument.Clock;
import java.time.Duration;

/**
 * How much the router may add to the load by sending requests again: a share of the requests of the last second, and a few
 * a second in any case. When a whole machine is slow, all cells time out, and asking each request twice would make it
 * slower: then the budget is empty and the router waits for the first cell instead. The idea is that of Finagle's retry
 * budgets; the floor is not added to the share, so that the share holds as soon as it is the larger one. A call that was
 * refused a connection has cost nobody anything and is not charged.
 */
public final class RetryBudget {
    /** A second in tenths: what is older than that is forgotten a tenth at a time. */
    private static final int SLICES = 10;

    private static final long SLICE_NANOS = Duration.ofSeconds(1).toNanos() / SLICES;
    private static final int HUNDRED = 100;

    private final int percent;
    private final int floor;
    private final Clock clock;
    private final long[] requests = new long[SLICES];
    private final long[] retries = new long[SLICES];
    private long slice;

    /**
     * With nothing spent.
     *
     * @param percent retries per hundred requests
     * @param floor retries a second that are there even if there are next to no requests
     */
    public RetryBudget(int percent, int floor, Clock clock) {
        this.percent = percent;
        this.floor = floor;
        this.clock = clock;
        this.slice = clock.monotonicTime() / SLICE_NANOS;
    }

    /** A request came in. */
    public synchronized void earn() {
        requests[turn()]++;
    }

    /** Whether a retry could be paid for. */
    public synchronized boolean allows() {
        turn();
        return sum(retries) < budget();
    }

    private long budget() {
        return Math.max(floor, sum(requests) * percent / HUNDRED);
    }

    /** How many retries could be paid for right now. */
    public synchronized long left() {
        turn();
        return Math.max(0, Math.max(floor, sum(requests) * percent / HUNDRED) - sum(retries));
    }

    /** Pays for a retry, if there is enough. */
    public synchronized boolean trySpend() {
        boolean allowed = allows();
        if (allowed) {
            spend();
        }
        return allowed;
    }

    /**
     * Pays for a hedge, if half of the budget would be left after it. Hedges come in bursts, whenever anything holds up all
     * reads for some milliseconds; the retry without which a request fails must not find the budget spent on them.
     */
    public synchronized boolean trySpendOnHedge() {
        turn();
        boolean allowed = 2 * sum(retries) < budget();
        if (allowed) {
            spend();
        }
        return allowed;
    }

    /** A retry that had been allowed was made. Those in flight together may overdraw the budget, and the next second pays. */
    public synchronized void spend() {
        retries[turn()]++;
    }

    private int turn() {
        long now = clock.monotonicTime() / SLICE_NANOS;
        for (long passed = Math.max(slice + 1, now - SLICES + 1); passed <= now; passed++) {
            int place = Math.floorMod(passed, SLICES);
            requests[place] = 0;
            retries[place] = 0;
        }
        slice = Math.max(slice, now);
        return Math.floorMod(slice, SLICES);
    }

    private static long sum(long[] counts) {
        long sum = 0;
        for (long count : counts) {
            sum += count;
        }
        return sum;
    }
}
