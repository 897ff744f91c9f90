package io.firebreak.router.health;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.micrometer.core.instrument.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The leave to call a cell or a node once, taken of its breaker or not. Its end is told once; whatever is told after that is
 * ignored.
 */
public final class CallPermit {
    private final CircuitBreaker breaker;
    private final boolean acquired;
    private final Clock clock;
    private final long start;
    private final AtomicBoolean ended = new AtomicBoolean();

    private CallPermit(CircuitBreaker breaker, boolean acquired, Clock clock) {
        this.breaker = breaker;
        this.acquired = acquired;
        this.clock = clock;
        this.start = clock.monotonicTime();
    }

    /** What the breaker gave leave to: in a half-open one that is one of few, and must be given back. */
    static CallPermit acquired(CircuitBreaker breaker, Clock clock) {
        return new CallPermit(breaker, true, clock);
    }

    /** What the breaker was not asked about. */
    static CallPermit unasked(CircuitBreaker breaker, Clock clock) {
        return new CallPermit(breaker, false, clock);
    }

    /** The call ended, well or not. */
    public void end(boolean failed) {
        if (!ended.compareAndSet(false, true)) {
            return;
        }
        long tookNanos = clock.monotonicTime() - start;
        if (failed) {
            breaker.onError(tookNanos, TimeUnit.NANOSECONDS, new FailedCall());
        } else {
            breaker.onSuccess(tookNanos, TimeUnit.NANOSECONDS);
        }
    }

    /**
     * Nobody waits for the call any more. If that is so because it took longer than {@code patience}, it counts as failed;
     * otherwise it says nothing about the cell.
     *
     * @return whether it counts as failed
     */
    public boolean abandon(Duration patience) {
        if (clock.monotonicTime() - start >= patience.toNanos()) {
            boolean first = !ended.get();
            end(true);
            return first;
        }
        if (ended.compareAndSet(false, true) && acquired) {
            breaker.releasePermission();
        }
        return false;
    }

    /** Breakers want an exception; one without a stack costs little. */
    private static final class FailedCall extends Exception {
        FailedCall() {
            super("failed call", null, false, false);
        }
    }
}
