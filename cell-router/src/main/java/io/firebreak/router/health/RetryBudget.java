package io.firebreak.router.health;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How often a slow cell may be given up for another. Every request earns a share of a retry, every retry after a timeout
 * spends one. When a whole machine is slow, all cells time out, and asking each request twice would make it slower: then
 * the budget is empty and the router waits for the first cell instead. The idea is that of Finagle's retry budgets.
 */
public final class RetryBudget {
    private static final long ONE = 1_000;

    private final long earnedPerRequest;
    private final long most;
    private final AtomicLong balance;

    /**
     * With its reserve full.
     *
     * @param percent retries earned per hundred requests
     * @param reserve retries that can be saved up, and are there at the start
     */
    public RetryBudget(int percent, int reserve) {
        this.earnedPerRequest = percent * ONE / 100;
        this.most = reserve * ONE;
        this.balance = new AtomicLong(most);
    }

    /** A request came in. */
    public void earn() {
        balance.accumulateAndGet(earnedPerRequest, (have, more) -> Math.min(most, have + more));
    }

    /** Whether a retry could be paid for. */
    public boolean allows() {
        return balance.get() >= ONE;
    }

    /** A retry after a timeout was made. The balance may fall below zero by the calls in flight, and no deeper. */
    public void spend() {
        balance.addAndGet(-ONE);
    }
}
