package io.firebreak.directory.admin;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.CellState;
import io.firebreak.assigner.TenantId;
import io.firebreak.directory.move.Move;
import io.firebreak.directory.move.MoveRefusal;
import io.firebreak.directory.problem.ErrorCode;
import io.firebreak.directory.problem.Refusal;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What an operator hears of a move that is not made. */
final class MoveRefusals {
    private MoveRefusals() {}

    static Refusal refusal(TenantId tenant, MoveRefusal why) {
        return switch (why) {
            case MoveRefusal.NoSuchTenant() -> TenantIds.unknown(tenant);
            case MoveRefusal.TenantPending() ->
                new Refusal(
                        ErrorCode.TENANT_PENDING,
                        "tenant '%s' is pending: move it when its cells have confirmed it".formatted(tenant));
            case MoveRefusal.NotAMember(CellId cell) ->
                new Refusal(
                        ErrorCode.INVALID_FIELD,
                        "replace '%s' must be a cell of the shard of tenant '%s'".formatted(cell, tenant));
            case MoveRefusal.NoSuchCell(CellId cell) ->
                new Refusal(ErrorCode.INVALID_FIELD, "'%s' must be a registered cell".formatted(cell));
            case MoveRefusal.CellNotActive(CellId cell, CellState state) ->
                new Refusal(
                        ErrorCode.CELL_NOT_ACTIVE,
                        "%s is %s; only an active cell takes a tenant"
                                .formatted(cell, state.name().toLowerCase(Locale.ROOT)));
            case MoveRefusal.WrongSize(int members, int given) ->
                new Refusal(
                        ErrorCode.INVALID_FIELD,
                        "the new shard has %d cells; it must have %d as the old one".formatted(given, members));
            case MoveRefusal.SharedZone(String zone) ->
                new Refusal(
                        ErrorCode.INVALID_FIELD,
                        "two cells of the new shard are in %s; as in the old one each must be in another zone"
                                .formatted(zone));
            case MoveRefusal.InProgress(Move move, Instant possibleAt) -> inProgress(move, possibleAt);
            case MoveRefusal.OverBudget(int changing, int perDay) ->
                new Refusal(
                        ErrorCode.INVALID_FIELD,
                        "%d members would change; at most %d of one shard may change in a day"
                                .formatted(changing, perDay));
            case MoveRefusal.BudgetSpent(int changed, int changing, int perDay, Instant possibleAt) ->
                new Refusal(
                        ErrorCode.REPAIR_BUDGET_SPENT,
                        "%d members changed in the last day and %d more would be over %d; possible again at %s"
                                .formatted(changed, changing, perDay, possibleAt),
                        possibleAt);
        };
    }

    private static Refusal inProgress(Move move, @Nullable Instant possibleAt) {
        return new Refusal(
                ErrorCode.MOVE_IN_PROGRESS,
                "the tenant is still moving to %s, phase %s; %s"
                        .formatted(
                                move.to().cells(),
                                move.phase().wireName(),
                                possibleAt == null
                                        ? "it is not active yet"
                                        : "it closes at %s at the earliest".formatted(possibleAt)),
                possibleAt);
    }
}
