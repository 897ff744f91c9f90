package io.firebreak.chaos.bench.router;

import io.firebreak.chaos.load.NanoClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Kills cells and brings them back, one to three at a time, at moments and in an order that follow from a seed. Three are one
 * less than a shard has, so every tenant keeps a healthy cell, one the router has had time to find again.
 */
final class CellKiller implements AutoCloseable {
    private static final int MOST_AT_ONCE = BenchTenants.SHARD_SIZE - 1;
    private static final Duration SHORTEST_DEATH = Duration.ofMillis(500);
    private static final Duration LONGEST_DEATH = Duration.ofSeconds(4);
    /** The router finds a cell within two seconds of being back: its breaker looks after one, its probes want two answers. */
    private static final Duration SHORTEST_LIFE = Duration.ofMillis(2_500);

    private static final Duration LONGEST_LIFE = Duration.ofSeconds(6);

    private final SoakCells cells;
    private final Random random;
    private final NanoClock clock;
    private final AtomicInteger kills = new AtomicInteger();
    private final Thread thread = new Thread(this::killUntilStopped, "cell killer");
    private volatile boolean stopped;
    private volatile @Nullable RuntimeException broken;

    CellKiller(SoakCells cells, long seed, NanoClock clock) {
        this.cells = cells;
        this.random = new Random(seed);
        this.clock = clock;
        thread.start();
    }

    /** Kills so far. A cell that could not be brought back is thrown here. */
    int kills() {
        RuntimeException failure = broken;
        if (failure != null) {
            throw failure;
        }
        return kills.get();
    }

    private void killUntilStopped() {
        try {
            while (!stopped) {
                pause(SHORTEST_LIFE, LONGEST_LIFE);
                List<Integer> victims = victims();
                victims.forEach(cells::kill);
                kills.addAndGet(victims.size());
                pause(SHORTEST_DEATH, LONGEST_DEATH);
                victims.forEach(cells::restart);
            }
        } catch (RuntimeException e) {
            broken = e;
        }
    }

    private void pause(Duration shortest, Duration longest) {
        long nanos = random.nextLong(shortest.toNanos(), longest.toNanos());
        if (!stopped) {
            clock.waitUntil(clock.nanos() + nanos);
        }
    }

    private List<Integer> victims() {
        List<Integer> all = new ArrayList<>(
                IntStream.rangeClosed(1, BenchTenants.CELLS).boxed().toList());
        Collections.shuffle(all, random);
        return all.subList(0, random.nextInt(1, MOST_AT_ONCE + 1));
    }

    /** Returns when all cells are back. */
    @Override
    public void close() {
        stopped = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
