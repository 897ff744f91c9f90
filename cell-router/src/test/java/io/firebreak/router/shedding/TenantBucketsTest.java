package io.firebreak.router.shedding;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.assigner.TenantId;
import io.firebreak.router.routing.CallClass;
import io.firebreak.router.routing.RequestRate;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TenantBucketsTest {
    private static final TenantId BUSY = new TenantId("busy");
    private static final TenantId QUIET = new TenantId("quiet");
    private static final RequestRate TEN = new RequestRate(10, 5);

    private final MockClock clock = new MockClock();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final TenantBuckets buckets = new TenantBuckets(100, clock, meters);

    @Test
    void letsABurstThroughAndThenTheRate() {
        assertThat(admitted(BUSY, 20)).isEqualTo(5);
        clock.add(Duration.ofMillis(100));
        assertThat(admitted(BUSY, 20)).isEqualTo(1);
        clock.add(Duration.ofSeconds(10));
        assertThat(admitted(BUSY, 20)).isEqualTo(5);
        assertThat(meters.counter("firebreak.router.shed", "calls", "all").count())
                .isEqualTo(15 + 19 + 15);
    }

    @Test
    void admitsTheRateOverALongTime() {
        int admitted = 0;
        for (int i = 0; i < 10_000; i++) {
            clock.add(Duration.ofMillis(10));
            admitted += admitted(BUSY, 1);
        }
        assertThat(admitted).isBetween(1_000, 1_006);
    }

    @Test
    void doesNotLetOneTenantPayForAnother() {
        admitted(BUSY, 1_000);
        assertThat(admitted(QUIET, 5)).isEqualTo(5);
    }

    @Test
    void doesNotLetOneKindOfCallPayForAnother() {
        for (CallClass calls : CallClass.values()) {
            assertThat(admitted(calls, 20)).as(calls.tag()).isEqualTo(5);
        }
        assertThat(admitted(BUSY, 20)).as("what has no rate by its kind").isEqualTo(5);
        assertThat(meters.get("firebreak.router.shed.tenants").gauge().value()).isEqualTo(1);
        assertThat(meters.counter("firebreak.router.shed", "calls", "list").count())
                .isEqualTo(15);
    }

    @Test
    void forgetsATenantOnlyWhenAllItsBucketsAreFull() {
        RequestRate slow = new RequestRate(0.1, 1);
        assertThat(buckets.admit(BUSY, CallClass.LAUNCH, slow)).isEmpty();
        assertThat(buckets.admit(BUSY, CallClass.LIST, TEN)).isEmpty();
        clock.add(Duration.ofSeconds(2));
        buckets.admit(QUIET, CallClass.LIST, TEN);
        assertThat(buckets.admit(BUSY, CallClass.LAUNCH, slow)).hasValue(8);
        clock.add(Duration.ofSeconds(9));
        buckets.admit(new TenantId("new"), CallClass.LIST, TEN);
        assertThat(meters.get("firebreak.router.shed.tenants").gauge().value()).isEqualTo(1);
    }

    @Test
    void takesAHigherRateAtOnceHoweverEmptyTheBucketWasAtTheLowerOne() {
        RequestRate raised = new RequestRate(100, 5);
        assertThat(buckets.admit(BUSY, CallClass.LAUNCH, new RequestRate(0.001, 1)))
                .isEmpty();

        assertThat(buckets.admit(BUSY, CallClass.LAUNCH, raised)).hasValue(1);
        clock.add(Duration.ofMillis(10));
        assertThat(buckets.admit(BUSY, CallClass.LAUNCH, raised)).isEmpty();
    }

    @Test
    void saysWhenToComeAgain() {
        RequestRate slow = new RequestRate(0.1, 1);
        assertThat(buckets.admit(BUSY, slow)).isEmpty();
        assertThat(buckets.admit(BUSY, slow)).hasValue(10);
        clock.add(Duration.ofMillis(9_500));
        assertThat(buckets.admit(BUSY, slow)).hasValue(1);
        clock.add(Duration.ofMillis(500));
        assertThat(buckets.admit(BUSY, slow)).isEmpty();
    }

    @Test
    void forgetsTenantsThatPauseAndCountsNoMoreThanItMay() {
        IntStream.range(0, 1_000).forEach(i -> buckets.admit(new TenantId("t-" + i), TEN));
        assertThat(meters.get("firebreak.router.shed.tenants").gauge().value()).isEqualTo(100);
        assertThat(meters.counter("firebreak.router.shed.uncounted").count()).isEqualTo(900);
        clock.add(Duration.ofSeconds(2));
        buckets.admit(BUSY, TEN);
        assertThat(meters.get("firebreak.router.shed.tenants").gauge().value()).isEqualTo(1);
    }

    private int admitted(CallClass calls, int requests) {
        return (int) IntStream.range(0, requests)
                .filter(i -> buckets.admit(BUSY, calls, TEN).isEmpty())
                .count();
    }

    private int admitted(TenantId tenant, int requests) {
        return (int) IntStream.range(0, requests)
                .filter(i -> buckets.admit(tenant, TEN).isEmpty())
                .count();
    }
}
