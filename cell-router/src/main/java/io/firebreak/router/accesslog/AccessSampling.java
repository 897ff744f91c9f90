package io.firebreak.router.accesslog;

import java.util.concurrent.atomic.AtomicInteger;

/** Which requests have a line: every failure, every slow one, and one in so many of the rest, starting with the first. */
final class AccessSampling {
    private final int oneIn;
    private final long slowNanos;
    private final AtomicInteger rest = new AtomicInteger();

    AccessSampling(AccessLogSettings settings) {
        this.oneIn = settings.oneIn();
        this.slowNanos = settings.slow().toNanos();
    }

    boolean takes(Outcome outcome, long tookNanos) {
        return outcome.isFailure()
                || tookNanos >= slowNanos
                || Integer.remainderUnsigned(rest.getAndIncrement(), oneIn) == 0;
    }
}
