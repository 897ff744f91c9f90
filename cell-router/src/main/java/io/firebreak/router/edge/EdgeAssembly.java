package io.firebreak.router.edge;

import io.firebreak.router.accesslog.AccessLog;
import io.firebreak.router.forwarding.CellHttp;
import io.firebreak.router.forwarding.CellVisit;
import io.firebreak.router.forwarding.CellWalk;
import io.firebreak.router.forwarding.ForwardingMetrics;
import io.firebreak.router.forwarding.ForwardingSettings;
import io.firebreak.router.gather.CursorSeal;
import io.firebreak.router.gather.ListGatherer;
import io.firebreak.router.health.CellHealth;
import io.firebreak.router.health.NodeChoice;
import io.firebreak.router.health.Outliers;
import io.firebreak.router.health.RetryBudget;
import io.firebreak.router.observe.BusiestTenants;
import io.firebreak.router.table.TableKeeper;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.random.RandomGenerator;

/** Puts the way of a request together out of what it needs from outside; the application and the tests use the same. */
public record EdgeAssembly(
        TableKeeper tables,
        CellHttp http,
        CellHealth health,
        NodeChoice nodes,
        Outliers outliers,
        CursorSeal cursors,
        BusiestTenants busiest,
        AccessLog log,
        EdgeSettings edgeSettings,
        ForwardingSettings cellSettings,
        MeterRegistry meters,
        Clock clock,
        RandomGenerator random) {

    /** What the server of the API port serves. */
    public Edge edge() {
        RetryBudget budget = new RetryBudget(cellSettings.retryPercent(), cellSettings.retryFloor(), clock);
        ForwardingMetrics metrics = new ForwardingMetrics(meters);
        CellVisit visit = new CellVisit(http, health, nodes, outliers, budget, cellSettings, metrics, clock);
        Dispatch dispatch = new Dispatch(
                tables,
                new CellWalk(visit, outliers, budget, metrics, clock),
                new ListGatherer(visit, cursors, cellSettings.attemptTimeout()),
                new LaunchTokens(random),
                budget,
                busiest);
        Admission admission = new Admission(edgeSettings.maximumInFlight());
        return new Edge(
                dispatch,
                new RequestIds(random),
                admission,
                new EdgeMetrics(meters, clock, admission),
                log,
                edgeSettings,
                cellSettings.budget(),
                clock);
    }
}
