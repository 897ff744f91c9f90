package io.firebreak.router.table;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/** Whether the newest table is in use: one number to be warned by. */
public final class FeedMetrics implements MeterBinder {
    private final TableFeed feed;

    public FeedMetrics(TableFeed feed) {
        this.feed = feed;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("firebreak.router.table.refused", feed, it -> it.refusal().isPresent() ? 1 : 0)
                .description("1 while the newest table or file is refused and an older one is in use")
                .register(registry);
    }
}
