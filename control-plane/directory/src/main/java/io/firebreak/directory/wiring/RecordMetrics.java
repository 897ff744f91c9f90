package io.firebreak.directory.wiring;

import io.firebreak.directory.move.MovePhase;
import io.firebreak.directory.move.Moves;
import io.firebreak.directory.table.TablePublisher;
import io.firebreak.directory.tenants.TenantState;
import io.firebreak.directory.tenants.Tenants;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

/** What a dashboard shows of the record. Failed pushes are counted where they happen. */
@Component
class RecordMetrics implements MeterBinder {
    private final TablePublisher publisher;
    private final Tenants tenants;
    private final Moves moves;

    RecordMetrics(TablePublisher publisher, Tenants tenants, Moves moves) {
        this.moves = moves;
        this.publisher = publisher;
        this.tenants = tenants;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("firebreak.directory.table.version", publisher, TablePublisher::version)
                .description("Version of the routing table routers get")
                .register(registry);
        for (MovePhase phase : MovePhase.values()) {
            Gauge.builder("firebreak.directory.moves", moves, all -> all.count(phase))
                    .description("Moves by phase")
                    .tag("phase", phase.wireName())
                    .register(registry);
        }
        for (TenantState state : TenantState.values()) {
            Gauge.builder("firebreak.directory.tenants", tenants, all -> all.count(state))
                    .description("Tenants by state")
                    .tag("state", state.wireName())
                    .register(registry);
        }
    }
}
