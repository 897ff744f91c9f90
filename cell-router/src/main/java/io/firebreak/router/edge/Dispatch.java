package io.firebreak.router.edge;

import io.firebreak.assigner.TenantId;
import io.firebreak.router.forwarding.CellOutcome;
import io.firebreak.router.forwarding.CellRequest;
import io.firebreak.router.forwarding.CellWalk;
import io.firebreak.router.gather.ListGatherer;
import io.firebreak.router.gather.ListQuery;
import io.firebreak.router.gather.ListResult;
import io.firebreak.router.gather.ListShape;
import io.firebreak.router.health.RetryBudget;
import io.firebreak.router.observe.BusiestTenants;
import io.firebreak.router.routing.CellVerdict;
import io.firebreak.router.routing.ClientToken;
import io.firebreak.router.routing.InstanceId;
import io.firebreak.router.routing.RequestKind;
import io.firebreak.router.routing.RequestTarget;
import io.firebreak.router.routing.RoutedCell;
import io.firebreak.router.routing.RoutedTenant;
import io.firebreak.router.routing.RoutingTable;
import io.firebreak.router.routing.TenantKey;
import io.firebreak.router.routing.TenantRoutes;
import io.firebreak.router.table.TableKeeper;
import io.firebreak.router.wire.Headers;
import io.firebreak.router.wire.Reply;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Sends a call on the way its target asks for, and once more when a cell knows a newer shard of the tenant. The cells it
 * touches come from the tenant's routes and from nowhere else.
 */
final class Dispatch implements Front {
    private final TableKeeper tables;
    private final CellWalk walk;
    private final ListGatherer lists;
    private final LaunchTokens tokens;
    private final RetryBudget budget;
    private final BusiestTenants busiest;
    private final EarlyShed shed;

    Dispatch(
            TableKeeper tables,
            CellWalk walk,
            ListGatherer lists,
            LaunchTokens tokens,
            RetryBudget budget,
            BusiestTenants busiest,
            EarlyShed shed) {
        this.tables = tables;
        this.walk = walk;
        this.lists = lists;
        this.tokens = tokens;
        this.budget = budget;
        this.busiest = busiest;
        this.shed = shed;
    }

    @Override
    public Meaning meaningOf(String method, String uri, HttpHeaders headers) {
        RequestTarget target = RequestTarget.of(method, ClientCall.pathOf(uri));
        return new Meaning(kindOf(target), call -> answer(target, call));
    }

    private Mono<Reply> answer(RequestTarget target, ClientCall call) {
        return switch (target) {
            case RequestTarget.NoSuchPath() ->
                Mono.just(Problem.of(ProblemCode.NOT_FOUND, "See GET /v3/api-docs for what there is"));
            case RequestTarget.WrongMethod(String allowed) -> Mono.just(Problem.wrongMethod(allowed));
            case RequestTarget.ApiDocs() -> withTable(table -> apiDocs(table, call));
            case RequestTarget.NoSuchInstance(var kind) ->
                withTenant(call, tenant -> Mono.just(Problem.noSuchInstance()));
            case RequestTarget.OneInstance(var kind, var id) ->
                withTenant(call, routes -> oneInstance(kind, id, routes, call, true));
            case RequestTarget.AnyMember(var kind) ->
                withTenant(
                        call,
                        routes -> walkThrough(
                                routes, fresh -> fresh.anyOrder(call.requestId()), request(kind, call), true, call));
            case RequestTarget.EveryMember(var kind) -> withTenant(call, routes -> everyMember(kind, routes, call));
            case RequestTarget.InstanceList() ->
                withTenant(call, routes -> list(ListShape.INSTANCES, routes, call, true));
            case RequestTarget.AuditList() -> withTenant(call, routes -> list(ListShape.AUDIT, routes, call, true));
            case RequestTarget.Launch() -> withTenant(call, routes -> launch(routes, call));
        };
    }

    private Mono<Reply> withTable(Function<RoutingTable, Mono<Reply>> next) {
        return tables.current()
                .map(next)
                .orElseGet(() -> Mono.just(Problem.of(
                        ProblemCode.TABLE_UNAVAILABLE, "The router waits for its first routing table; try again")));
    }

    private Mono<Reply> withTenant(ClientCall call, Function<TenantRoutes, Mono<Reply>> next) {
        Optional<TenantId> tenant = TenantKey.tenantOf(onlyAuthorization(call.headers()));
        return tenant.map(id -> withTable(table -> table.routesOf(id)
                        .map(counted(next, call))
                        .orElseGet(() -> Mono.just(Problem.unauthenticated()))))
                .orElseGet(() -> Mono.just(Problem.unauthenticated()));
    }

    private Function<TenantRoutes, Mono<Reply>> counted(Function<TenantRoutes, Mono<Reply>> next, ClientCall call) {
        return routes -> {
            busiest.saw(routes.tenant());
            call.trail().of(routes.tenant());
            return shed.refuses(routes, call).map(Mono::just).orElseGet(() -> {
                budget.earn();
                return next.apply(routes);
            });
        };
    }

    /** Two keys could be read by router and cell in two ways, so they are none. */
    private static @Nullable String onlyAuthorization(HttpHeaders headers) {
        List<String> values = headers.getAll(HttpHeaderNames.AUTHORIZATION);
        return values.size() == 1 ? values.getFirst() : null;
    }

    private Mono<Reply> launch(TenantRoutes routes, ClientCall call) {
        ClientToken token = tokens.tokenOf(call.headers(), call.body());
        CellRequest request = request(RequestKind.LAUNCH, call);
        request.headers().set(Headers.IDEMPOTENCY_KEY, token.value());
        return walkThrough(routes, fresh -> fresh.launchOrder(token), request, true, call);
    }

    /**
     * An id that no cell of the shard can have given is refused by any of them: it knows whether the caller is the tenant, and
     * to strangers all ids must look alike, or they would learn which cells a tenant has.
     */
    private Mono<Reply> oneInstance(
            RequestKind kind, InstanceId id, TenantRoutes routes, ClientCall call, boolean mayRouteAgain) {
        Optional<RoutedCell> owner = routes.ownerOf(id);
        if (owner.isPresent() && owner.get().out()) {
            return Mono.just(Problem.cellUnavailable("%s, which holds the instance, is out of service"
                    .formatted(owner.get().id())));
        }
        return walkThrough(
                routes,
                fresh -> fresh.ownerOf(id).map(List::of).orElseGet(() -> fresh.anyOrder(call.requestId())),
                request(kind, call),
                mayRouteAgain,
                call);
    }

    /** All at once; each cell is a walk of its own, so that one that is down does not keep the call from the others. */
    private Mono<Reply> everyMember(RequestKind kind, TenantRoutes routes, ClientCall call) {
        return Flux.fromIterable(routes.reachable())
                .flatMapSequential(cell -> walkThrough(routes, _ -> List.of(cell), request(kind, call), false, call))
                .collectList()
                .map(Walks::ofAll);
    }

    private Mono<Reply> apiDocs(RoutingTable table, ClientCall call) {
        budget.earn();
        CellRequest request = request(RequestKind.API_DOCS, call);
        request.headers().remove(HttpHeaderNames.AUTHORIZATION);
        return walk.through(Walks.shuffled(table, call.requestId()), request, call.deadline())
                .map(Walks::reply);
    }

    private Mono<Reply> walkThrough(
            TenantRoutes routes,
            Function<TenantRoutes, List<RoutedCell>> order,
            CellRequest request,
            boolean mayRouteAgain,
            ClientCall call) {
        request.headers().set(Headers.EPOCH, routes.epoch());
        return walk.through(order.apply(routes), request, call.deadline()).flatMap(outcomes -> {
            if (!outcomes.isEmpty() && outcomes.getLast().verdict() instanceof CellVerdict.WrongEpoch news) {
                return learnt(routes, news)
                        .filter(_ -> mayRouteAgain)
                        .map(fresh -> walkThrough(fresh, order, request, false, call))
                        .orElseGet(() -> Mono.just(Walks.reply(outcomes, call.trail())));
            }
            return Mono.just(Walks.reply(outcomes, call.trail()));
        });
    }

    private Mono<Reply> list(ListShape list, TenantRoutes routes, ClientCall call, boolean mayRouteAgain) {
        int limit = ListLimit.of(call.uri());
        CursorParameter cursor = CursorParameter.of(call.uri());
        CellRequest request = request(list.kind(), call, cursor.uri());
        request.headers().set(Headers.EPOCH, routes.epoch());
        ListQuery query = new ListQuery(list, routes.tenant(), request, limit, cursor.value());
        return lists.gather(routes.holders(), query, call.deadline()).flatMap(result -> switch (result) {
            case ListResult.UnknownCursor() ->
                Mono.just(Problem.of(
                        ProblemCode.INVALID_PARAMETER, "cursor must be the nextCursor of an earlier page, unchanged"));
            case ListResult.Merged(Reply reply) -> Mono.just(reply);
            case ListResult.Silence(var full) -> Mono.just(Walks.reply(full == null ? List.of() : List.of(full)));
            case ListResult.OneCell(CellOutcome outcome) -> oneCell(outcome, list, routes, call, mayRouteAgain);
        });
    }

    private Mono<Reply> oneCell(
            CellOutcome outcome, ListShape list, TenantRoutes routes, ClientCall call, boolean mayRouteAgain) {
        if (outcome.verdict() instanceof CellVerdict.WrongEpoch news) {
            return learnt(routes, news)
                    .filter(_ -> mayRouteAgain)
                    .map(fresh -> list(list, fresh, call, false))
                    .orElseGet(() -> Mono.just(Walks.reply(List.of(outcome))));
        }
        return Mono.just(Walks.reply(List.of(outcome)));
    }

    /** The tenant's routes by a cell's newer word; nothing when they are the same as before. */
    private Optional<TenantRoutes> learnt(TenantRoutes routes, CellVerdict.WrongEpoch news) {
        TenantId tenant = routes.tenant();
        tables.learn(new RoutedTenant(tenant, news.epoch(), news.shard(), news.formerCells()));
        return tables.current()
                .flatMap(table -> table.routesOf(tenant))
                .filter(fresh -> fresh.epoch() > routes.epoch());
    }

    private static CellRequest request(RequestKind kind, ClientCall call) {
        return request(kind, call, call.uri());
    }

    private static CellRequest request(RequestKind kind, ClientCall call, String uri) {
        HttpHeaders headers = Headers.towardsCell(call.headers());
        headers.set(Headers.REQUEST_ID, call.requestId());
        if (kind != RequestKind.LAUNCH) {
            headers.remove(Headers.IDEMPOTENCY_KEY);
        }
        return new CellRequest(kind, call.method(), uri, headers, call.body(), call.trail(), call.upload());
    }

    private static RequestKind kindOf(RequestTarget target) {
        return switch (target) {
            case RequestTarget.Launch() -> RequestKind.LAUNCH;
            case RequestTarget.InstanceList() -> RequestKind.LIST;
            case RequestTarget.AuditList() -> RequestKind.AUDIT;
            case RequestTarget.OneInstance(var kind, var id) -> kind;
            case RequestTarget.NoSuchInstance(var kind) -> kind;
            case RequestTarget.AnyMember(var kind) -> kind;
            case RequestTarget.EveryMember(var kind) -> kind;
            case RequestTarget.ApiDocs() -> RequestKind.API_DOCS;
            case RequestTarget.WrongMethod(var allowed) -> RequestKind.OTHER;
            case RequestTarget.NoSuchPath() -> RequestKind.OTHER;
        };
    }
}
