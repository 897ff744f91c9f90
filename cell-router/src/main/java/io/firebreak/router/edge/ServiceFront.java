package io.firebreak.router.edge;

import io.firebreak.assigner.TenantId;
import io.firebreak.router.forwarding.CallTrail;
import io.firebreak.router.forwarding.CellOutcome;
import io.firebreak.router.forwarding.CellRequest;
import io.firebreak.router.forwarding.CellWalk;
import io.firebreak.router.health.RetryBudget;
import io.firebreak.router.observe.BusiestTenants;
import io.firebreak.router.routing.RequestKind;
import io.firebreak.router.routing.RoutedCell;
import io.firebreak.router.routing.RoutingTable;
import io.firebreak.router.routing.TenantRoutes;
import io.firebreak.router.table.TableKeeper;
import io.firebreak.router.tenancy.Reading;
import io.firebreak.router.tenancy.RequestHead;
import io.firebreak.router.tenancy.ServiceRules;
import io.firebreak.router.tenancy.Spread;
import io.firebreak.router.wire.Headers;
import io.firebreak.router.wire.Reply;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/**
 * Sends the requests of any HTTP service through the shard of their tenant, by rules from a file. It adds no meaning of its
 * own to the service's answers.
 */
final class ServiceFront implements Front {
    private final Supplier<ServiceRules> rules;
    private final TableKeeper tables;
    private final CellWalk walk;
    private final RetryBudget budget;
    private final BusiestTenants busiest;
    private final EarlyShed shed;

    ServiceFront(
            Supplier<ServiceRules> rules,
            TableKeeper tables,
            CellWalk walk,
            RetryBudget budget,
            BusiestTenants busiest,
            EarlyShed shed) {
        this.rules = rules;
        this.tables = tables;
        this.walk = walk;
        this.budget = budget;
        this.busiest = busiest;
        this.shed = shed;
    }

    /** The same rules hold for a request from its head to its end. */
    @Override
    public Meaning meaningOf(String method, String uri, HttpHeaders headers) {
        ServiceRules now = rules.get();
        RequestKind kind = now.repeats().kindOf(method, headers.contains(Headers.IDEMPOTENCY_KEY));
        return new Meaning(kind, true, call -> answer(kind, now, call));
    }

    private Mono<Reply> answer(RequestKind kind, ServiceRules now, ClientCall call) {
        if (call.headers().getAll(Headers.IDEMPOTENCY_KEY).size() > 1) {
            return Mono.just(Problem.of(ProblemCode.INVALID_PARAMETER, "Idempotency-Key stands more than once"));
        }
        Optional<String> takenAway = Headers.namedByConnection(call.headers(), now.tenants()::readsHeader);
        if (takenAway.isPresent()) {
            return Mono.just(Problem.of(
                    ProblemCode.TENANT_UNCLEAR,
                    "Connection names '%s', which the service must see: name headers of the connection only"
                            .formatted(takenAway.get())));
        }
        return switch (now.tenants().read(headOf(call))) {
            case Reading.Nothing() ->
                Mono.just(Problem.of(ProblemCode.TENANT_MISSING, "The request names no tenant in any accepted place"));
            case Reading.Unclear(String why) -> Mono.just(Problem.of(ProblemCode.TENANT_UNCLEAR, why));
            case Reading.Named(TenantId tenant) ->
                tables.current()
                        .map(table -> routesOf(tenant, table, now)
                                .map(routes -> admitted(kind, routes, now, call))
                                .orElseGet(() -> Mono.just(unknown())))
                        .orElseGet(() -> Mono.just(
                                Problem.of(ProblemCode.TABLE_UNAVAILABLE, "The router has not read its file yet")));
        };
    }

    private static Optional<TenantRoutes> routesOf(TenantId tenant, RoutingTable table, ServiceRules now) {
        return table.routesOf(tenant).or(() -> now.tenants().unknown().flatMap(table::routesOf));
    }

    private static Reply unknown() {
        return Problem.of(ProblemCode.TENANT_UNKNOWN, "The request's tenant has no cells here");
    }

    private Mono<Reply> admitted(RequestKind kind, TenantRoutes routes, ServiceRules now, ClientCall call) {
        TenantId tenant = routes.tenant();
        call.trail().of(tenant);
        busiest.saw(tenant);
        return shed.refuses(routes, kind, now.rateOf(tenant))
                .map(Mono::just)
                .orElseGet(() -> forwarded(kind, routes, now, call));
    }

    private Mono<Reply> forwarded(RequestKind kind, TenantRoutes routes, ServiceRules now, ClientCall call) {
        budget.earn();
        HttpHeaders headers = Headers.towardsCell(call.headers());
        headers.set(Headers.REQUEST_ID, call.requestId());
        headers.set(Headers.TENANT, routes.tenant().value());
        copy(HttpHeaderNames.ACCEPT_ENCODING.toString(), call.headers(), headers);
        if (now.clientsHost()) {
            copy(HttpHeaderNames.HOST.toString(), call.headers(), headers);
        }
        CellRequest request =
                new CellRequest(kind, call.method(), call.uri(), headers, call.body(), call.trail(), call.upload());
        return walk.through(order(routes, now, call), request, call.deadline())
                .map(outcomes -> reply(outcomes, call.trail()));
    }

    private static void copy(String name, HttpHeaders from, HttpHeaders to) {
        List<String> values = from.getAll(name);
        if (!values.isEmpty()) {
            to.set(name, values);
        }
    }

    /** The first cell for a key is the same for every router and every repetition, so that the key meets itself there. */
    private static List<RoutedCell> order(TenantRoutes routes, ServiceRules now, ClientCall call) {
        String key = call.headers().get(Headers.IDEMPOTENCY_KEY);
        if (key != null) {
            return routes.anyOrder(key);
        }
        return routes.anyOrder(now.spread() == Spread.TENANTS ? "" : call.requestId());
    }

    /** The service's answer as it is, whatever it means; the last one if several cells gave one. */
    private static Reply reply(List<CellOutcome> outcomes, CallTrail trail) {
        Reply reply = outcomes.isEmpty() ? null : outcomes.getLast().reply();
        if (reply == null) {
            return Walks.reply(outcomes, trail);
        }
        reply.headers().set(Headers.CELL, outcomes.getLast().cell().id().value());
        return reply;
    }

    private static RequestHead headOf(ClientCall call) {
        return new RequestHead() {
            @Override
            public String method() {
                return call.method().name();
            }

            @Override
            public String uri() {
                return call.uri();
            }

            @Override
            public List<String> header(String name) {
                return call.headers().getAll(name);
            }
        };
    }
}
