package io.firebreak.cell.fault;

import io.firebreak.cell.settings.ChaosSettings;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/**
 * How much of what this node is asked goes wrong on purpose. Which calls those are is spread evenly (each call turns a
 * wheel by the golden ratio), so that a share is met within a few dozen calls and not on average only. A restarted node
 * is what its version is: well, unless that fails calls from the start.
 */
@Component
@ConditionalOnProperty(name = "firebreak.chaos.enabled", havingValue = "true")
class Grayness {
    /** Longer than any client waits; a call whose client has gone must not be held for ever. */
    static final long LONGEST_STALL_SECONDS = 30;

    private static final double GOLDEN_RATIO = (Math.sqrt(5) - 1) / 2;
    static final Shares NONE = new Shares(0, 0);

    private final AtomicLong calls = new AtomicLong();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Shares ofVersion;
    private volatile Shares shares;

    Grayness(ChaosSettings settings) {
        ofVersion = new Shares(settings.errors(), 0);
        shares = ofVersion;
    }

    /**
     * Shares of all calls, 0 to 1 together; anything else is an {@link IllegalArgumentException}.
     *
     * @param errors answered with 500 at once
     * @param stalls not answered until the fault ends
     */
    record Shares(double errors, double stalls) {
        Shares {
            if (!(errors >= 0 && stalls >= 0 && errors + stalls <= 1)) {
                throw new IllegalArgumentException(
                        "errors %s and stalls %s must be 0 to 1, and no more together".formatted(errors, stalls));
            }
        }
    }

    /** What becomes of a call. */
    enum Fate {
        SERVED,
        FAILED,
        STALLED
    }

    Shares shares() {
        return shares;
    }

    /** From now on; calls that are stalled already go on. */
    void set(Shares next) {
        lock.lock();
        try {
            shares = next;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** What its version is. */
    void heal() {
        set(ofVersion);
    }

    /** Decides about the next call. */
    Fate next() {
        Shares now = shares;
        if (now.equals(NONE)) {
            return Fate.SERVED;
        }
        double wheel = calls.incrementAndGet() * GOLDEN_RATIO % 1;
        if (wheel < now.errors()) {
            return Fate.FAILED;
        }
        return wheel < now.errors() + now.stalls() ? Fate.STALLED : Fate.SERVED;
    }

    /** Returns when no call is to stall any more, or after {@value #LONGEST_STALL_SECONDS} s. */
    void stall() throws InterruptedException {
        lock.lock();
        try {
            long left = TimeUnit.SECONDS.toNanos(LONGEST_STALL_SECONDS);
            while (shares.stalls() > 0 && left > 0) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }
}
