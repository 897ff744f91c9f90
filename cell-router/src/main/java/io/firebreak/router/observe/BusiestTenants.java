package io.firebreak.router.observe;

import io.firebreak.assigner.TenantId;
import io.firebreak.router.observe.HeavyHitters.Hitter;
import io.micrometer.core.instrument.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Which tenants send the most requests, minute by minute. No metric has a tenant's name in it, since their number has no
 * bound; here it has. Each event loop counts in a part of its own, so that none waits for another, and the parts are added
 * up when somebody asks: the sum is as exact as one part that saw everything (Agarwal and others, "Mergeable summaries",
 * 2012).
 */
public final class BusiestTenants {
    /** So a tenant with over half a percent of the requests is never missed, and no count is too high by more than that. */
    private static final int CAPACITY = 200;
    /** What fits on a screen. */
    private static final int SHOWN = 20;
    /** More than a router has event loops where cores are few; where two share one, they wait for a few comparisons. */
    private static final int PARTS = 16;

    private static final long MINUTE_NANOS = Duration.ofMinutes(1).toNanos();
    private static final Comparator<Hitter> BY_REQUESTS = Comparator.comparingLong(Hitter::requests)
            .reversed()
            .thenComparing(hitter -> hitter.tenant().value());

    private final Clock clock;
    private final List<Part> parts;

    /** What some of the event loops saw. */
    private static final class Part {
        private HeavyHitters current = new HeavyHitters(CAPACITY);
        private HeavyHitters before = new HeavyHitters(CAPACITY);
        private long minute;

        Part(long minute) {
            this.minute = minute;
        }

        synchronized void saw(TenantId tenant, long now) {
            turn(now);
            current.count(tenant);
        }

        synchronized HeavyHitters before(long now) {
            turn(now);
            return before;
        }

        private void turn(long now) {
            if (now > minute) {
                before = now == minute + 1 ? current : new HeavyHitters(CAPACITY);
                current = new HeavyHitters(CAPACITY);
                minute = now;
            }
        }
    }

    public BusiestTenants(Clock clock) {
        this.clock = clock;
        long minute = clock.monotonicTime() / MINUTE_NANOS;
        this.parts = IntStream.range(0, PARTS).mapToObj(i -> new Part(minute)).toList();
    }

    /** A request of a tenant the table knows. */
    public void saw(TenantId tenant) {
        int part = (int) Thread.currentThread().threadId() & (PARTS - 1);
        parts.get(part).saw(tenant, clock.monotonicTime() / MINUTE_NANOS);
    }

    /** Of the last whole minute, those with the most requests first. */
    List<Hitter> lastMinute() {
        long now = clock.monotonicTime() / MINUTE_NANOS;
        List<HeavyHitters> seen = parts.stream().map(part -> part.before(now)).toList();
        Map<TenantId, Hitter> sums = new HashMap<>();
        long mostMissed = seen.stream().mapToLong(HeavyHitters::mostMissed).sum();
        for (HeavyHitters part : seen) {
            for (Hitter hitter : part.all()) {
                sums.merge(hitter.tenant(), hitter, BusiestTenants::sum);
            }
        }
        return sums.values().stream()
                .map(hitter -> mostMissed == 0 ? hitter : withWhatPartsMissed(hitter, seen))
                .sorted(BY_REQUESTS)
                .limit(SHOWN)
                .toList();
    }

    /** A part that does not have the tenant may have seen as many of its requests as of its least. */
    private static Hitter withWhatPartsMissed(Hitter hitter, List<HeavyHitters> seen) {
        long missed = 0;
        for (HeavyHitters part : seen) {
            if (!part.has(hitter.tenant())) {
                missed += part.mostMissed();
            }
        }
        return new Hitter(hitter.tenant(), hitter.requests() + missed, hitter.atMostTooMany() + missed);
    }

    private static Hitter sum(Hitter one, Hitter other) {
        return new Hitter(one.tenant(), one.requests() + other.requests(), one.atMostTooMany() + other.atMostTooMany());
    }
}
