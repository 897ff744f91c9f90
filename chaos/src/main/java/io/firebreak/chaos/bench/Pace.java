package io.firebreak.chaos.bench;

/** When launches start. */
public interface Pace {
    /** The moment the next launch is due, on the clock of the run. */
    long nextDue(long now);

    /** The next launch has started. */
    void started();

    /** As soon as a connection is free: the most a node can do. */
    static Pace closed() {
        return new Pace() {
            @Override
            public long nextDue(long now) {
                return now;
            }

            @Override
            public void started() {
                // the next is due at once
            }
        };
    }

    /**
     * By a schedule that does not wait for answers. Latency is counted from it, so a stall is felt by every launch that
     * was due in it.
     */
    static Pace open(long startNanos, double perSecond) {
        return new Pace() {
            private long started;

            @Override
            public long nextDue(long now) {
                return startNanos + (long) (started * 1e9 / perSecond);
            }

            @Override
            public void started() {
                started++;
            }
        };
    }
}
