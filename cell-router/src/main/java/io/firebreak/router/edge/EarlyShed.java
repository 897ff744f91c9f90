package io.firebreak.router.edge;

import io.firebreak.router.routing.RequestKind;
import io.firebreak.router.routing.RequestRate;
import io.firebreak.router.routing.TenantRoutes;
import io.firebreak.router.shedding.CellLimits;
import io.firebreak.router.shedding.TenantBuckets;
import io.firebreak.router.wire.Reply;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Answers for the cells when a tenant sends more than this router lets through, or when all its cells shed and have as many
 * calls as they take, and says that it was the router.
 */
final class EarlyShed {
    private final TenantBuckets buckets;
    private final CellLimits limits;

    EarlyShed(TenantBuckets buckets, CellLimits limits) {
        this.buckets = buckets;
        this.limits = limits;
    }

    /** The refusal of one request; nothing when it may go on. */
    Optional<Reply> refuses(TenantRoutes routes, RequestKind kind, Optional<RequestRate> rate) {
        if (rate.isPresent()) {
            OptionalLong wait = buckets.admit(routes.tenant(), rate.get());
            if (wait.isPresent()) {
                return Optional.of(tooMany(rate.get(), wait.getAsLong()));
            }
        }
        return limits.allHoldBack(routes.holders(), kind, routes.tenant())
                ? Optional.of(Problem.heldBack())
                : Optional.empty();
    }

    private static Reply tooMany(RequestRate rate, long waitSeconds) {
        return Problem.shed(
                ProblemCode.TOO_MANY_REQUESTS,
                waitSeconds,
                "The router lets %s requests a second of this tenant through".formatted(rate.perSecond()));
    }
}
