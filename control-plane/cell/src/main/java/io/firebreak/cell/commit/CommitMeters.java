package io.firebreak.cell.commit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Collection;

/** How large the groups of one kind are, how long their commits take, and how many changes wait. */
final class CommitMeters {
    private final MeterRegistry registry;
    private final String kind;
    private final DistributionSummary sizes;
    private final Timer times;
    private final Counter late;

    CommitMeters(MeterRegistry registry, String kind) {
        this.registry = registry;
        this.kind = kind;
        this.sizes = DistributionSummary.builder("firebreak.commit.group")
                .description("Changes that shared a transaction")
                .tag("kind", kind)
                .publishPercentileHistogram()
                .maximumExpectedValue(1_000.0)
                .register(registry);
        this.times = Timer.builder("firebreak.commit.time")
                .description("From the first statement of a group to the answer of its commit")
                .tag("kind", kind)
                .publishPercentileHistogram()
                .register(registry);
        this.late = Counter.builder("firebreak.commit.late")
                .description("Changes dropped unwritten, since nobody waited for them any more")
                .tag("kind", kind)
                .register(registry);
    }

    /** A change was dropped before it was written. */
    void late() {
        late.increment();
    }

    void watch(Collection<?> queue) {
        Gauge.builder("firebreak.commit.queue", queue, Collection::size)
                .description("Changes that wait for a commit in progress")
                .tag("kind", kind)
                .register(registry);
    }

    void time(int size, Runnable commit) {
        sizes.record(size);
        times.record(commit);
    }
}
