package io.firebreak.cell.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.cell.settings.AdmissionSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A node with sixteen seats, whose calls take 10 ms on average, so that it can serve 1,600 a second, under the load of a
 * hundred tenants, in simulated time. With the queues a node is shipped with.
 */
class AdmissionSimulationTest {
    private static final int SEATS = 16;
    private static final double CALL_SECONDS = 0.01;
    private static final double CAPACITY = SEATS / CALL_SECONDS;
    private static final int TENANTS = 100;
    private static final double SECONDS = 20;
    private static final Duration LONGEST_WAIT = Duration.ofMillis(250);
    private static final AdmissionSettings SHIPPED =
            new AdmissionSettings(SEATS, SEATS, SEATS, 64, 6, 32, 256, LONGEST_WAIT);

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aFloodOfFiftyTimesATenantsPartHurtsNobodyElse(long seed) {
        double usual = 0.8 * CAPACITY / TENANTS;
        Run calm = new Run(seed, usual, usual);
        Run flooded = new Run(seed, usual, 50 * usual);

        assertThat(flooded.othersRefused())
                .as("calls of others that were turned away")
                .isZero();
        assertThat(flooded.othersLongestWait())
                .as("longest wait of others; it was %.1f ms without the flood", calm.othersLongestWait() * 1_000)
                .isLessThan(0.1);
        assertThat(flooded.refused(0))
                .as("calls of the flood that were turned away")
                .isPositive();
        assertThat(flooded.served()).as("served in all").isGreaterThan(0.95 * CAPACITY * SECONDS);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void fiveFloodsAtOnceHurtNobodyElse(long seed) {
        double usual = 0.4 * CAPACITY / TENANTS;
        Run flooded = new Run(seed, usual, 50 * usual, 50 * usual, 50 * usual, 50 * usual, 50 * usual);

        assertThat(flooded.othersRefused()).isZero();
        assertThat(flooded.othersLongestWait()).isLessThan(0.15);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void threeTimesWhatItCanServeLeavesItServingAllItCanInEqualParts(long seed) {
        double part = 3 * CAPACITY / TENANTS;
        Run run = new Run(seed, part, part);

        assertThat(run.served()).isGreaterThan(0.95 * CAPACITY * SECONDS);
        assertThat(run.longestWait()).isLessThanOrEqualTo(LONGEST_WAIT.toMillis() / 1_000.0);
        assertThat(run.fewestServed())
                .as("served of the tenant served least")
                .isGreaterThan(0.5 * run.served() / TENANTS);
    }

    /** Arrivals by chance at each tenant's own rate; the first tenants are the floods. */
    private static final class Run {
        private final WaitingRoom room;
        private final SplittableRandom chance;
        private final PriorityQueue<Event> events = new PriorityQueue<>(Comparator.comparingDouble(Event::at));
        private final Map<Visitor, Arrival> waiting = new LinkedHashMap<>();
        private final int floods;
        private final int[] served = new int[TENANTS];
        private final int[] refused = new int[TENANTS];
        private final double[] longestWait = new double[TENANTS];

        /** Something that happens at a second. */
        private record Event(double at, Runnable what) {}

        private record Arrival(int tenant, double at) {}

        Run(long seed, double usual, double... floods) {
            this.room = new WaitingRoom(SHIPPED, seed);
            this.chance = new SplittableRandom(seed);
            this.floods = floods.length;
            for (int tenant = 0; tenant < TENANTS; tenant++) {
                arrivals(tenant, tenant < floods.length ? floods[tenant] : usual, 0);
            }
            while (!events.isEmpty() && events.peek().at() < SECONDS) {
                events.poll().what().run();
            }
        }

        private double exponential(double mean) {
            return -mean * Math.log(1 - chance.nextDouble());
        }

        private void arrivals(int tenant, double rate, double after) {
            double at = after + exponential(1 / rate);
            events.add(new Event(at, () -> {
                arrive(tenant, at);
                arrivals(tenant, rate, at);
            }));
        }

        private void arrive(int tenant, double at) {
            Visitor visitor = new Visitor(Level.LAUNCH, tenant);
            waiting.put(visitor, new Arrival(tenant, at));
            room.arrive(visitor);
            settle(at);
            if (waiting.containsKey(visitor)) {
                double end = at + LONGEST_WAIT.toMillis() / 1_000.0;
                events.add(new Event(end, () -> {
                    if (waiting.containsKey(visitor)) {
                        room.giveUp(visitor, Verdict.WAITED_TOO_LONG);
                        settle(end);
                    }
                }));
            }
        }

        /** Looks who was decided on. */
        private void settle(double now) {
            List<Visitor> decided = new ArrayList<>();
            waiting.forEach((visitor, arrival) -> visitor.verdict().ifPresent(verdict -> {
                decided.add(visitor);
                if (verdict == Verdict.LET_IN) {
                    served[arrival.tenant()]++;
                    longestWait[arrival.tenant()] = Math.max(longestWait[arrival.tenant()], now - arrival.at());
                    double end = now + exponential(CALL_SECONDS);
                    events.add(new Event(end, () -> {
                        room.leave(Level.LAUNCH);
                        settle(end);
                    }));
                } else {
                    refused[arrival.tenant()]++;
                }
            }));
            decided.forEach(waiting::remove);
        }

        int refused(int tenant) {
            return refused[tenant];
        }

        int othersRefused() {
            int sum = 0;
            for (int tenant = floods; tenant < TENANTS; tenant++) {
                sum += refused[tenant];
            }
            return sum;
        }

        double othersLongestWait() {
            double longest = 0;
            for (int tenant = floods; tenant < TENANTS; tenant++) {
                longest = Math.max(longest, longestWait[tenant]);
            }
            return longest;
        }

        double longestWait() {
            double longest = 0;
            for (double wait : longestWait) {
                longest = Math.max(longest, wait);
            }
            return longest;
        }

        double served() {
            int sum = 0;
            for (int one : served) {
                sum += one;
            }
            return sum;
        }

        double fewestServed() {
            int fewest = Integer.MAX_VALUE;
            for (int one : served) {
                fewest = Math.min(fewest, one);
            }
            return fewest;
        }
    }
}
