package io.firebreak.router.transport;

import io.micrometer.core.instrument.Clock;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Deadlines of one event loop, looked through every tick. Nearly none of them is ever reached, so what must be cheap is to
 * set and to remove one: that is a link in a list here, where a timer of the loop costs a place in a heap and an object. A
 * deadline is kept up to one tick late. To be used by the thread of the loop alone.
 */
public final class Deadlines {
    private final EventLoop loop;
    private final Clock clock;
    private final long tickNanos;
    private @Nullable Timed first;
    private boolean ticking;

    /** Something that may last for so long and no longer. */
    public abstract static class Timed {
        private @Nullable Timed before;
        private @Nullable Timed after;
        private @Nullable Deadlines in;
        private long atNanos;

        /** Its time is over; it has no deadline any more. It may have ended an instant before, with others that were late. */
        protected abstract void tooLate();
    }

    public Deadlines(EventLoop loop, Clock clock, Duration tick) {
        this.loop = loop;
        this.clock = clock;
        this.tickNanos = tick.toNanos();
    }

    /** Sets or moves the deadline of something. */
    public void set(Timed timed, long inNanos) {
        timed.atNanos = clock.monotonicTime() + inNanos;
        if (timed.in == null) {
            timed.in = this;
            timed.after = first;
            if (first != null) {
                first.before = timed;
            }
            first = timed;
            if (!ticking) {
                ticking = true;
                schedule();
            }
        }
    }

    /** Takes a deadline back; nothing happens when there is none. */
    public void clear(Timed timed) {
        if (timed.in == null) {
            return;
        }
        Timed before = timed.before;
        Timed after = timed.after;
        if (before == null) {
            first = after;
        } else {
            before.after = after;
        }
        if (after != null) {
            after.before = before;
        }
        timed.before = null;
        timed.after = null;
        timed.in = null;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // a loop that ends takes its deadlines with it
    private void schedule() {
        loop.schedule(this::tick, tickNanos, TimeUnit.NANOSECONDS);
    }

    /** What is late is told after the walk, since it may set and clear others. */
    private void tick() {
        long now = clock.monotonicTime();
        List<Timed> late = List.of();
        for (Timed timed = first; timed != null; timed = timed.after) {
            if (now - timed.atNanos >= 0) {
                late = late.isEmpty() ? new ArrayList<>() : late;
                late.add(timed);
            }
        }
        late.forEach(this::clear);
        if (first == null) {
            ticking = false;
        } else {
            schedule();
        }
        late.forEach(Timed::tooLate);
    }
}
