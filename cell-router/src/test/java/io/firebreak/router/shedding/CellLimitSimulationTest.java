package io.firebreak.router.shedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A router with a limit before a cell of a known capacity, millisecond by millisecond. */
class CellLimitSimulationTest {
    private static final int CAPACITY_PER_MILLI = 2;
    /** Served and waiting, as a node has it: 64 seats and a room of 256. */
    private static final int HELD = 320;
    /** What refusing a call takes of the cell, in served calls. */
    private static final double COST_OF_SHEDDING = 0.3;

    private static final List<Level> LEVELS = List.of(Level.values());
    private static final int TENANTS = 50;
    private static final int SECOND = 1_000;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void leavesTheCellItsGoodputAtThreeTimesItsCapacity(long seed) {
        Region region = new Region(seed);
        Counts overload = region.load(3, 20 * SECOND);

        assertThat(overload.served / 20.0).isGreaterThan(0.95 * CAPACITY_PER_MILLI * SECOND);
        assertThat(overload.shed).as("of %d", overload.sent).isLessThan(overload.served / 5);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void holdsNothingBackOnceTheOverloadIsOver(long seed) {
        Region region = new Region(seed);
        region.load(3, 10 * SECOND);
        region.load(0.5, SECOND / 2);
        Counts after = region.load(0.5, 5 * SECOND);

        assertThat(after.heldBack).isZero();
        assertThat(after.shed).isZero();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void holdsNobodyBackForAnothersFlood(long seed) {
        Region region = new Region(seed);
        region.flood = 5;
        region.load(0.5, 2 * SECOND);
        Counts flooded = region.load(0.5, 20 * SECOND);

        assertThat(flooded.heldBackOfTheFlood).isGreaterThan(100_000);
        assertThat(flooded.heldBack - flooded.heldBackOfTheFlood)
                .as("but for a burst of their own")
                .isLessThan((flooded.served - flooded.servedOfTheFlood) / 1_000);
        assertThat(flooded.shedOfOthers).isZero();
    }

    /** A limit that fell while a cell stood still must not keep it idle when it does not. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void followsACellThatComesBackFromAStall(long seed) {
        Region region = new Region(seed);
        region.load(1.5, 5 * SECOND);
        region.stalled = true;
        region.load(1.5, 3 * SECOND);
        region.stalled = false;
        region.load(1.5, 2 * SECOND);
        Counts after = region.load(1.5, 5 * SECOND);

        assertThat(after.served / 5.0).isGreaterThan(0.97 * CAPACITY_PER_MILLI * SECOND);
    }

    private static final class Counts {
        long sent;
        long heldBack;
        long heldBackOfTheFlood;
        long shed;
        long shedOfOthers;
        long served;
        long servedOfTheFlood;
    }

    private record Call(Level level, int tenant, boolean counted) {}

    /** The cell serves tenants in turn, and a newcomer takes the place of the last of whoever has most. */
    private static final class Region {
        private final Random random;
        private final List<Deque<Call>> queues =
                Stream.<Deque<Call>>generate(ArrayDeque::new).limit(TENANTS + 1).toList();
        private int held;
        private int turn;
        private @Nullable CellLimit limit;
        private double credit;
        private double due;
        private double flood;
        private boolean stalled;
        private long nowNanos;

        Region(long seed) {
            random = new Random(seed);
        }

        /** Load in capacities, of all tenants evenly; the flood is of one more. */
        Counts load(double factor, int millis) {
            Counts counts = new Counts();
            for (int milli = 0; milli < millis; milli++) {
                nowNanos += Duration.ofMillis(1).toNanos();
                credit = stalled ? 0 : Math.min(credit + CAPACITY_PER_MILLI, CAPACITY_PER_MILLI);
                due += factor * CAPACITY_PER_MILLI * 2 * random.nextDouble();
                for (; due >= 1; due--) {
                    arrive(random.nextInt(TENANTS), counts);
                }
                for (int i = 0; i < flood * CAPACITY_PER_MILLI; i++) {
                    arrive(TENANTS, counts);
                }
                serve(counts);
            }
            return counts;
        }

        private static long hashOf(int tenant) {
            return (tenant + 1) * 0x9E3779B97F4A7C15L;
        }

        private void arrive(int tenant, Counts counts) {
            Level level = LEVELS.get(random.nextInt(LEVELS.size()));
            counts.sent++;
            if (limit != null && !limit.enter(level, hashOf(tenant), held, nowNanos)) {
                counts.heldBack++;
                counts.heldBackOfTheFlood += tenant == TENANTS ? 1 : 0;
                return;
            }
            queues.get(tenant).addLast(new Call(level, tenant, limit != null));
            held++;
            if (held > HELD) {
                shed(counts);
            }
        }

        private void shed(Counts counts) {
            Deque<Call> longest = queues.getFirst();
            for (Deque<Call> queue : queues) {
                longest = queue.size() > longest.size() ? queue : longest;
            }
            Call call = longest.removeLast();
            counts.shed++;
            counts.shedOfOthers += call.tenant() == TENANTS ? 0 : 1;
            credit -= COST_OF_SHEDDING;
            if (limit == null) {
                limit = new CellLimit(held, nowNanos);
            }
            limit.shed(nowNanos);
            leave(call);
        }

        private void serve(Counts counts) {
            for (; credit >= 1 && held > 0; credit--) {
                while (queues.get(turn).isEmpty()) {
                    turn = (turn + 1) % queues.size();
                }
                Call call = queues.get(turn).removeFirst();
                turn = (turn + 1) % queues.size();
                if (limit != null) {
                    limit.served(held);
                }
                leave(call);
                counts.served++;
                counts.servedOfTheFlood += call.tenant() == TENANTS ? 1 : 0;
            }
        }

        private void leave(Call call) {
            held--;
            if (call.counted() && limit != null) {
                limit.leave(call.level(), hashOf(call.tenant()));
            }
        }
    }
}
