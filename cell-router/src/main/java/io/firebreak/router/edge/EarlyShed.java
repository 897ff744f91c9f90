package io.firebreak.router.edge;

import io.firebreak.assigner.TenantId;
import io.firebreak.router.routing.CallClass;
import io.firebreak.router.routing.RequestKind;
import io.firebreak.router.routing.RequestRate;
import io.firebreak.router.routing.RequestRates;
import io.firebreak.router.routing.TenantRoutes;
import io.firebreak.router.shedding.CellLimits;
import io.firebreak.router.shedding.TenantBuckets;
import io.firebreak.router.wire.Reply;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Answers for the cells when a tenant sends more than this router lets through, or when all its cells shed and have as many
 * calls as they take, and says that it was the router.
 */
final class EarlyShed {
    private final TenantBuckets buckets;
    private final CellLimits limits;
    private final RequestRates usual;
    private final boolean countsAny;

    /** @param usual the rates of tenants of which the table tells none, and of their calls of which it tells none */
    EarlyShed(TenantBuckets buckets, CellLimits limits, RequestRates usual) {
        this.buckets = buckets;
        this.limits = limits;
        this.usual = usual;
        this.countsAny = usual.countAny();
    }

    /** The refusal of one call of Firebreak's API; nothing when it may go on. */
    Optional<Reply> refuses(TenantRoutes routes, ClientCall call) {
        RequestRates own = routes.rates();
        if (own != null || countsAny) {
            Optional<Reply> refusal = overRate(routes.tenant(), own, call);
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        return heldBack(routes, call.trail().kind());
    }

    /** The refusal of one request to a service, of which all are alike; nothing when it may go on. */
    Optional<Reply> refuses(TenantRoutes routes, RequestKind kind, Optional<RequestRate> rate) {
        if (rate.isPresent()) {
            Optional<Reply> refusal = tooMany(buckets.admit(routes.tenant(), rate.get()), rate.get(), null);
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        return heldBack(routes, kind);
    }

    private Optional<Reply> overRate(TenantId tenant, @Nullable RequestRates own, ClientCall call) {
        CallClass calls = CallClass.of(call.method().name(), ClientCall.pathOf(call.uri()));
        RequestRates rates = own != null && own.count(calls) ? own : usual;
        RequestRate ofCalls = rates.of(calls);
        if (ofCalls != null) {
            return tooMany(buckets.admit(tenant, calls, ofCalls), ofCalls, calls);
        }
        RequestRate ofAll = rates.all();
        return ofAll == null ? Optional.empty() : tooMany(buckets.admit(tenant, ofAll), ofAll, null);
    }

    private Optional<Reply> heldBack(TenantRoutes routes, RequestKind kind) {
        return limits.allHoldBack(routes.holders(), kind, routes.tenant())
                ? Optional.of(Problem.heldBack())
                : Optional.empty();
    }

    private static Optional<Reply> tooMany(OptionalLong waitSeconds, RequestRate rate, @Nullable CallClass calls) {
        return waitSeconds.isEmpty()
                ? Optional.empty()
                : Optional.of(Problem.shed(
                        ProblemCode.TOO_MANY_REQUESTS,
                        waitSeconds.getAsLong(),
                        "The router lets %s %s a second of this tenant through"
                                .formatted(rate.perSecond(), calls == null ? "requests" : calls.tag() + " calls")));
    }
}
