package io.firebreak.router.shedding;

import io.firebreak.assigner.TenantId;
import io.firebreak.router.routing.RequestRate;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A token bucket for each tenant that sends a lot, as one number: the time at which its bucket will be full again (the
 * generic cell rate algorithm, ITU-T I.371, annex A). A bucket that is full says nothing and is forgotten, so that memory is
 * bounded by the tenants that sent something just now, and by a bound: a tenant beyond it is let through uncounted and
 * counted as such, since the cells' own limit holds in any case.
 */
public final class TenantBuckets {
    /** Looking through 10,000 buckets takes a tenth of a millisecond: no more often than this. */
    private static final long SWEEP_NANOS = Duration.ofSeconds(1).toNanos();

    private static final long SECOND_NANOS = Duration.ofSeconds(1).toNanos();

    private final int most;
    private final Clock clock;
    private final Map<TenantId, AtomicLong> fullAt = new ConcurrentHashMap<>();
    private final AtomicLong sweptAt;
    private final Counter shed;
    private final Counter uncounted;

    /** Without any tenant. */
    public TenantBuckets(int most, Clock clock, MeterRegistry meters) {
        this.most = most;
        this.clock = clock;
        this.sweptAt = new AtomicLong(clock.monotonicTime());
        this.shed = Counter.builder("firebreak.router.shed")
                .description("requests turned away since their tenant sent too many")
                .register(meters);
        this.uncounted = Counter.builder("firebreak.router.shed.uncounted")
                .description("requests let through since too many tenants were counted already")
                .register(meters);
        Gauge.builder("firebreak.router.shed.tenants", fullAt, Map::size)
                .description("tenants whose requests are counted now")
                .register(meters);
    }

    /** Lets a request through, or tells after how many whole seconds the next one will be. */
    public OptionalLong admit(TenantId tenant, RequestRate rate) {
        long now = clock.monotonicTime();
        AtomicLong bucket = fullAt.get(tenant);
        if (bucket == null) {
            sweep(now);
            if (fullAt.size() >= most) {
                uncounted.increment();
                return OptionalLong.empty();
            }
            bucket = fullAt.computeIfAbsent(tenant, first -> new AtomicLong(now));
        }
        return take(bucket, rate, now);
    }

    private OptionalLong take(AtomicLong bucket, RequestRate rate, long now) {
        long perRequest = Math.max(1, Math.round(SECOND_NANOS / rate.perSecond()));
        long tolerance = Math.multiplyExact(perRequest, rate.burst() - 1);
        while (true) {
            long seen = bucket.get();
            long ahead = Math.max(0, seen - now);
            if (ahead > tolerance) {
                shed.increment();
                return OptionalLong.of(Math.max(1, Math.ceilDiv(ahead - tolerance, SECOND_NANOS)));
            }
            if (bucket.compareAndSet(seen, now + ahead + perRequest)) {
                return OptionalLong.empty();
            }
        }
    }

    /** A request that meets its bucket just now loses one count to this, which only lets it through. */
    private void sweep(long now) {
        long last = sweptAt.get();
        if (now - last >= SWEEP_NANOS && sweptAt.compareAndSet(last, now)) {
            fullAt.values().removeIf(at -> at.get() - now <= 0);
        }
    }
}
