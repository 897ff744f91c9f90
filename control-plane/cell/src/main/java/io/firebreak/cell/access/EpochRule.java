package io.firebreak.cell.access;

import io.firebreak.assigner.CellId;
import io.firebreak.cell.edge.ErrorCode;
import io.firebreak.cell.edge.Problem;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps routers and cells from acting on different shards of one tenant: both must have the same epoch. A caller that
 * names none, such as an operator's tool, is not held to it.
 */
final class EpochRule {
    static final String HEADER = "Firebreak-Epoch";

    private EpochRule() {}

    /**
     * Why the request must not be served here; empty if it may.
     *
     * @param launch other requests are about what this cell holds already: that it is behind makes no answer of it wrong
     */
    static Optional<Problem> violation(Tenant tenant, @Nullable String header, boolean launch) {
        if (header == null) {
            return Optional.empty();
        }
        long routers;
        try {
            routers = Long.parseLong(header);
        } catch (NumberFormatException e) {
            return Optional.of(Problem.of(
                    ErrorCode.INVALID_PARAMETER, "%s is '%s', it must be a whole number".formatted(HEADER, header)));
        }
        if (routers < tenant.epoch()) {
            return Optional.of(misdirected(tenant));
        }
        if (routers > tenant.epoch() && launch) {
            return Optional.of(Problem.of(
                            ErrorCode.EPOCH_AHEAD,
                            "the request is of epoch %d, this cell knows epoch %d".formatted(routers, tenant.epoch()))
                    .retryAfter(Duration.ofSeconds(1)));
        }
        return Optional.empty();
    }

    static Problem misdirected(Tenant tenant) {
        return Problem.of(
                        ErrorCode.WRONG_EPOCH,
                        "the shard of tenant %s is %s as of epoch %d"
                                .formatted(tenant.id(), tenant.shard().cells(), tenant.epoch()))
                .with(Map.of(
                        "epoch",
                        tenant.epoch(),
                        "cells",
                        tenant.shard().cells().stream().map(CellId::value).toList(),
                        "formerCells",
                        tenant.formerCells().stream().map(CellId::value).toList()));
    }
}
