package io.firebreak.router.table;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** How tables and changes of tables come in: {@code kind} is {@code whole} or {@code changes}. */
final class TableChangeMeters {
    private final MeterRegistry registry;

    TableChangeMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    Timer.Sample start() {
        return Timer.start(registry);
    }

    /** What was read, checked and taken into use; writing it to disk follows and is not counted. */
    void applied(String kind, Timer.Sample begin, int tenants) {
        begin.stop(Timer.builder("firebreak.router.table.apply")
                .description("from the directory's bytes to a table in use")
                .tag("kind", kind)
                .register(registry));
        DistributionSummary.builder("firebreak.router.table.tenants")
                .description("tenants that came with a whole table, or with changes")
                .tag("kind", kind)
                .register(registry)
                .record(tenants);
    }
}
