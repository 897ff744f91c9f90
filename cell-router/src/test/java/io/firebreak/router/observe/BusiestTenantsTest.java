package io.firebreak.router.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.assigner.TenantId;
import io.firebreak.router.observe.HeavyHitters.Hitter;
import io.micrometer.core.instrument.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
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
        List<Hitter> top = hitters.top(capacity);

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
        assertThat(top.getFirst().tenant()).isEqualTo(new TenantId("t-1"));
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }
}
