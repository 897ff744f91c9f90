package io.firebreak.router.edge;

import io.firebreak.assigner.TenantId;
import io.firebreak.router.routing.RequestRate;
import io.firebreak.router.shedding.TenantBuckets;
import io.firebreak.router.wire.Reply;
import java.util.Optional;
import java.util.OptionalLong;

/** Answers for the cells when a tenant sends more than this router lets through, and says that it was the router. */
final class EarlyShed {
    private final TenantBuckets buckets;

    EarlyShed(TenantBuckets buckets) {
        this.buckets = buckets;
    }

    /** The refusal of one request; nothing when it may go on. */
    Optional<Reply> refuses(TenantId tenant, Optional<RequestRate> rate) {
        if (rate.isEmpty()) {
            return Optional.empty();
        }
        OptionalLong wait = buckets.admit(tenant, rate.get());
        return wait.isEmpty()
                ? Optional.empty()
                : Optional.of(Problem.shed(
                        ProblemCode.TOO_MANY_REQUESTS,
                        wait.getAsLong(),
                        "The router lets %s requests a second of this tenant through"
                                .formatted(rate.get().perSecond())));
    }
}
