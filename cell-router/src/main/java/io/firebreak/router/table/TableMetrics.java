package io.firebreak.router.table;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Version and age of the table, as metrics. */
public final class TableMetrics implements MeterBinder {
    private final TableKeeper tables;

    public TableMetrics(TableKeeper tables) {
        this.tables = tables;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("firebreak.router.table.version", tables, TableKeeper::version)
                .description("version of the routing table in use, -1 before the first")
                .register(registry);
        TimeGauge.builder(
                        "firebreak.router.table.age",
                        tables,
                        TimeUnit.MILLISECONDS,
                        keeper -> keeper.age()
                                .map(Duration::toMillis)
                                .map(Long::doubleValue)
                                .orElse(Double.NaN))
                .description("since the directory confirmed the routing table in use")
                .register(registry);
    }
}
