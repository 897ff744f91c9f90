package io.firebreak.router.probing;

import io.firebreak.router.health.CellHealth;
import io.firebreak.router.health.Outliers;
import io.firebreak.router.routing.RoutedCell;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the rest of the router what probes found, counts it and logs each change of mind. */
public final class NodeVerdicts {
    private static final Logger LOG = LoggerFactory.getLogger(NodeVerdicts.class);

    private final Outliers outliers;
    private final CellHealth health;
    private final AtomicInteger down;
    private final Counter well;
    private final Counter dead;
    private final Counter unknown;

    public NodeVerdicts(Outliers outliers, CellHealth health, MeterRegistry meters) {
        this.outliers = outliers;
        this.health = health;
        this.down = new AtomicInteger();
        meters.gauge("firebreak.router.nodes.down", down);
        this.well = meters.counter("firebreak.router.probes", "finding", "well");
        this.dead = meters.counter("firebreak.router.probes", "finding", "dead");
        this.unknown = meters.counter("firebreak.router.probes", "finding", "unknown");
    }

    void count(Finding finding) {
        (switch (finding) {
                    case WELL -> well;
                    case DEAD -> dead;
                    case UNKNOWN -> unknown;
                })
                .increment();
    }

    void died(RoutedCell cell, URI node) {
        LOG.info("{} of {} takes no calls", node, cell.id());
        down.incrementAndGet();
        outliers.probed(cell, node, false);
    }

    void cameBack(RoutedCell cell, URI node) {
        LOG.info("{} of {} takes calls again", node, cell.id());
        down.decrementAndGet();
        outliers.probed(cell, node, true);
        health.comesBack(cell, node);
    }

    /** A node is new in the table, so nothing is held against it, nor against a cell all of whose other nodes are dead. */
    void appeared(RoutedCell cell, URI node) {
        outliers.probed(cell, node, true);
    }

    /** A node left the table while it was dead. */
    void forgotten() {
        down.decrementAndGet();
    }
}
