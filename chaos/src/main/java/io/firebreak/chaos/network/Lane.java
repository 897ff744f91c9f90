package io.firebreak.chaos.network;

import io.netty.util.concurrent.Ticker;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * One direction of a wire: when bytes that come now are through. All connections share what passes in a second, in the order in
 * which their bytes come. For use by one thread.
 */
final class Lane {
    private static final double NANOS_PER_SECOND = 1e9;

    private final Ticker clock;
    private final RandomGenerator chance;
    private Toxics.Stream stream = Toxics.Stream.CLEAR;
    private long freeAtNanos;
    private long passed;

    Lane(Ticker clock, RandomGenerator chance) {
        this.clock = clock;
        this.chance = chance;
        this.freeAtNanos = clock.nanoTime();
    }

    /** From now on it is like this, whatever it had to do before. */
    void become(Toxics.Stream next) {
        stream = next;
        freeAtNanos = clock.nanoTime();
    }

    boolean isBlackHole() {
        return stream.blackHole();
    }

    long now() {
        return clock.nanoTime();
    }

    /** When so many bytes are through that come now; their sending takes its time first, then they are on their way. */
    long dueNanos(int bytes) {
        long sent = clock.nanoTime();
        if (stream.bytesPerSecond() > 0) {
            long start = freeAtNanos - sent > 0 ? freeAtNanos : sent;
            freeAtNanos = start + Math.round(bytes * NANOS_PER_SECOND / stream.bytesPerSecond());
            sent = freeAtNanos;
        }
        return sent + latencyNanos();
    }

    private long latencyNanos() {
        if (stream.latencyMillis() == 0) {
            return 0;
        }
        long least = stream.latencyMillis() - stream.jitterMillis();
        long most = stream.latencyMillis() + stream.jitterMillis();
        long chosen = stream.jitterMillis() == 0 ? least : chance.nextLong(least, most + 1);
        return TimeUnit.MILLISECONDS.toNanos(chosen);
    }

    void count(int bytes) {
        passed += bytes;
    }

    long passed() {
        return passed;
    }
}
