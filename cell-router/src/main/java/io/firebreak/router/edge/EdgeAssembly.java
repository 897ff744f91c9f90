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
import io.firebreak.router.routing.RequestRates;
import io.firebreak.router.shedding.CellLimits;
import io.firebreak.router.shedding.TenantBuckets;
import io.firebreak.router.table.TableKeeper;
import io.firebreak.router.tenancy.ServiceRules;
import io.firebreak.router.tracing.CallSpans;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Puts the way of a request together out of what it needs from outside; the application and the tests use the same.
 *
 * @param secrets makes client tokens, so it must be secure: a guessed token is another client's launch
 */
public record EdgeAssembly(
        TableKeeper tables,
        CellHttp http,
        CellHealth health,
        NodeChoice nodes,
        Outliers outliers,
        BusiestTenants busiest,
        AccessLog log,
        CallSpans spans,
        TenantBuckets buckets,
        EdgeSettings edgeSettings,
        ForwardingSettings cellSettings,
        MeterRegistry meters,
        Clock clock,
        RandomGenerator random,
        RandomGenerator secrets) {

    /** The handler of the API port in front of Firebreak's cells; {@code rates} say what of one tenant is let through. */
    public Edge apiEdge(CursorSeal cursors, RequestRates rates) {
        RetryBudget budget = budget();
        ForwardingMetrics metrics = new ForwardingMetrics(meters);
        CellLimits limits = limits();
        CellVisit visit = visit(limits, budget, metrics);
        return edge(new Dispatch(
                tables,
                new CellWalk(visit, outliers, budget, metrics, clock),
                new ListGatherer(visit, cursors, cellSettings.attemptTimeout()),
                new LaunchTokens(secrets),
                budget,
                busiest,
                new EarlyShed(buckets, limits, rates)));
    }

    /** The handler of the API port in front of any service. */
    public Edge serviceEdge(Supplier<ServiceRules> rules) {
        RetryBudget budget = budget();
        ForwardingMetrics metrics = new ForwardingMetrics(meters);
        CellLimits limits = limits();
        CellWalk walk = new CellWalk(visit(limits, budget, metrics), outliers, budget, metrics, clock);
        return edge(new ServiceFront(
                rules, tables, walk, budget, busiest, new EarlyShed(buckets, limits, RequestRates.NONE)));
    }

    private RetryBudget budget() {
        RetryBudget budget = new RetryBudget(cellSettings.retryPercent(), cellSettings.retryFloor(), clock);
        Gauge.builder("firebreak.router.retry.budget.left", budget, RetryBudget::left)
                .description("retries that could be paid for right now")
                .register(meters);
        return budget;
    }

    private CellLimits limits() {
        return new CellLimits(nodes::inFlight, random.nextLong(), clock, meters);
    }

    private CellVisit visit(CellLimits limits, RetryBudget budget, ForwardingMetrics metrics) {
        return new CellVisit(http, health, nodes, outliers, limits, budget, cellSettings, metrics, clock);
    }

    private Edge edge(Front front) {
        Admission admission = new Admission(edgeSettings.maximumInFlight());
        return new Edge(
                front,
                new RequestIds(random),
                admission,
                new EdgeMetrics(meters, clock, admission),
                log,
                spans,
                edgeSettings,
                cellSettings.budget(),
                clock,
                random);
    }
}
