package io.firebreak.router.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.assigner.TenantId;
import io.firebreak.router.observe.HeavyHitters.Hitter;
import io.micrometer.core.instrument.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BusiestTenantsTest {
    private static final TenantId ONE = new TenantId("one");

    private long nanos;
    private final BusiestTenants busiest = new BusiestTenants(new Clock() {
        @Override
        public long wallTime() {
            return 0;
        }

        @Override
        public long monotonicTime() {
            return nanos;
        }
    });

    @Test
    void tellsOfTheLastWholeMinuteOnly() {
        busiest.saw(ONE);
        assertThat(busiest.lastMinute()).isEmpty();
        pass(Duration.ofMinutes(1));
        assertThat(busiest.lastMinute()).containsExactly(new Hitter(ONE, 1, 0));
        pass(Duration.ofMinutes(1));
        assertThat(busiest.lastMinute()).isEmpty();
        busiest.saw(ONE);
        pass(Duration.ofMinutes(2));
        assertThat(busiest.lastMinute()).isEmpty();
    }

    /** A skewed stream of 10,000 tenants through 50 counters, against a count of everything. */
    @Test
    void missesNoTenantAboveItsShareAndIsWrongByNoMoreThanItSays() {
        int capacity = 50;
        int requests = 200_000;
        Random random = new Random(9);
        HeavyHitters hitters = new HeavyHitters(capacity);
        Map<TenantId, Long> exact = new HashMap<>();
        for (int i = 0; i < requests; i++) {
            TenantId tenant = new TenantId("t-" + (int) Math.pow(10_000, random.nextDouble()));
            hitters.count(tenant);
            exact.merge(tenant, 1L, Long::sum);
        }
        List<Hitter> top = hitters.all();

        assertThat(top).hasSize(capacity);
        assertThat(top)
                .extracting(Hitter::tenant)
                .containsAll(exact.entrySet().stream()
                        .filter(count -> count.getValue() > requests / capacity)
                        .map(Map.Entry::getKey)
                        .toList());
        assertThat(top).allSatisfy(hitter -> {
            long counted = exact.getOrDefault(hitter.tenant(), 0L);
            assertThat(counted).isBetween(hitter.requests() - hitter.atMostTooMany(), hitter.requests());
            assertThat(hitter.atMostTooMany()).isLessThanOrEqualTo(requests / capacity);
        });
        assertThat(Collections.max(top, Comparator.comparingLong(Hitter::requests))
                        .tenant())
                .isEqualTo(new TenantId("t-1"));
        assertThat(hitters.mostMissed())
                .isEqualTo(top.stream().mapToLong(Hitter::requests).min().orElseThrow());
    }

    /** Eight event loops, each with its own mix of 5,000 tenants; what they counted together is as right as if one had. */
    @Test
    void addsUpWhatEventLoopsCountedApart() throws InterruptedException {
        int loops = 8;
        int each = 20_000;
        Map<TenantId, Long> exact = new ConcurrentHashMap<>();
        List<Thread> threads = IntStream.range(0, loops)
                .mapToObj(loop -> Thread.ofPlatform().start(() -> {
                    Random random = new Random(loop);
                    for (int i = 0; i < each; i++) {
                        TenantId tenant = new TenantId("t-" + (int) Math.pow(5_000, random.nextDouble()));
                        busiest.saw(tenant);
                        exact.merge(tenant, 1L, Long::sum);
                    }
                }))
                .toList();
        for (Thread thread : threads) {
            thread.join();
        }
        pass(Duration.ofMinutes(1));
        List<Hitter> top = busiest.lastMinute();

        assertThat(top).hasSize(20);
        assertThat(top.getFirst().tenant()).isEqualTo(new TenantId("t-1"));
        assertThat(top).allSatisfy(hitter -> {
            long counted = exact.getOrDefault(hitter.tenant(), 0L);
            assertThat(counted).isBetween(hitter.requests() - hitter.atMostTooMany(), hitter.requests());
            assertThat(hitter.atMostTooMany()).isLessThanOrEqualTo(loops * each / 200);
        });
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }
}
