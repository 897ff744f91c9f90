package io.firebreak.router.shedding;

import io.firebreak.assigner.TenantId;
import io.firebreak.router.routing.CallClass;
import io.firebreak.router.routing.RequestRate;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.Stream;

/**
 * Token buckets for each tenant that sends a lot, one for each kind of call and one for what has no rate by its kind. Each is
 * one number, the time at which it will be full again (the generic cell rate algorithm, ITU-T I.371, annex A). Buckets that
 * are full say nothing and are forgotten, so that memory is bounded by the tenants that sent something just now, and by a
 * bound: a tenant beyond it is let through uncounted and counted as such, since the cells' own limit holds in any case.
 */
public final class TenantBuckets {
    /** Looking through 10,000 buckets takes a tenth of a millisecond: no more often than this. */
    private static final long SWEEP_NANOS = Duration.ofSeconds(1).toNanos();

    private static final long SECOND_NANOS = Duration.ofSeconds(1).toNanos();

    /** The place of the bucket of calls that have no rate by their kind, after those that have. */
    private static final int ALL = CallClass.values().length;

    private final int most;
    private final Clock clock;
    private final Map<TenantId, AtomicLongArray> fullAt = new ConcurrentHashMap<>();
    private final AtomicLong sweptAt;
    private final Counter[] shed;
    private final Counter uncounted;

    /** Without any tenant. */
    public TenantBuckets(int most, Clock clock, MeterRegistry meters) {
        this.most = most;
        this.clock = clock;
        this.sweptAt = new AtomicLong(clock.monotonicTime());
        this.shed = Stream.concat(Stream.of(CallClass.values()).map(CallClass::tag), Stream.of("all"))
                .map(calls -> Counter.builder("firebreak.router.shed")
                        .description("requests turned away since their tenant sent too many")
                        .tag("calls", calls)
                        .register(meters))
                .toArray(Counter[]::new);
        this.uncounted = Counter.builder("firebreak.router.shed.uncounted")
                .description("requests let through since too many tenants were counted already")
                .register(meters);
        Gauge.builder("firebreak.router.shed.tenants", fullAt, Map::size)
                .description("tenants whose requests are counted now")
                .register(meters);
    }

    /** Lets a call of this kind through, or tells after how many whole seconds the next one will be. */
    public OptionalLong admit(TenantId tenant, CallClass calls, RequestRate rate) {
        return admit(tenant, calls.number(), rate);
    }

    /** The same of any request, counted with all others that are not counted by their kind. */
    public OptionalLong admit(TenantId tenant, RequestRate rate) {
        return admit(tenant, ALL, rate);
    }

    private OptionalLong admit(TenantId tenant, int bucket, RequestRate rate) {
        long now = clock.monotonicTime();
        AtomicLongArray buckets = fullAt.get(tenant);
        if (buckets == null) {
            sweep(now);
            if (fullAt.size() >= most) {
                uncounted.increment();
                return OptionalLong.empty();
            }
            buckets = fullAt.computeIfAbsent(tenant, _ -> full(now));
        }
        return take(buckets, bucket, rate, now);
    }

    private static AtomicLongArray full(long now) {
        long[] buckets = new long[ALL + 1];
        Arrays.fill(buckets, now);
        return new AtomicLongArray(buckets);
    }

    /** No bucket of this rate is emptier than empty: one that was emptied at a lower rate is no emptier by a higher one. */
    private OptionalLong take(AtomicLongArray buckets, int bucket, RequestRate rate, long now) {
        long perRequest = Math.max(1, Math.round(SECOND_NANOS / rate.perSecond()));
        long tolerance = Math.multiplyExact(perRequest, rate.burst() - 1);
        while (true) {
            long seen = buckets.get(bucket);
            if (seen - now > tolerance + perRequest) {
                buckets.compareAndSet(bucket, seen, now + tolerance + perRequest);
                continue;
            }
            long ahead = Math.max(0, seen - now);
            if (ahead > tolerance) {
                shed[bucket].increment();
                return OptionalLong.of(Math.max(1, Math.ceilDiv(ahead - tolerance, SECOND_NANOS)));
            }
            if (buckets.compareAndSet(bucket, seen, now + ahead + perRequest)) {
                return OptionalLong.empty();
            }
        }
    }

    /** A request that meets its bucket just now loses one count to this, which only lets it through. */
    private void sweep(long now) {
        long last = sweptAt.get();
        if (now - last >= SWEEP_NANOS && sweptAt.compareAndSet(last, now)) {
            fullAt.values().removeIf(buckets -> areFull(buckets, now));
        }
    }

    private static boolean areFull(AtomicLongArray buckets, long now) {
        for (int bucket = 0; bucket <= ALL; bucket++) {
            if (buckets.get(bucket) - now > 0) {
                return false;
            }
        }
        return true;
    }
}
