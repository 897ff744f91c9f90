package io.firebreak.directory.move;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.CellState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Why a tenant is not moved. */
public sealed interface MoveRefusal {
    /** There is none of that name. */
    record NoSuchTenant() implements MoveRefusal {}

    /** Its first shard is not ready yet. */
    record TenantPending() implements MoveRefusal {}

    /** A cell to be left is no member. */
    record NotAMember(CellId cell) implements MoveRefusal {}

    /** There is no such cell. */
    record NoSuchCell(CellId cell) implements MoveRefusal {}

    /** A cell that would join takes nobody. */
    record CellNotActive(CellId cell, CellState state) implements MoveRefusal {}

    /** A shard keeps its size. */
    record WrongSize(int members, int given) implements MoveRefusal {}

    /** The old shard's cells are in zones of their own, and two of the new one's are not. */
    record SharedZone(String zone) implements MoveRefusal {}

    /** An earlier move is not closed; {@code possibleAt} is when it can be at the earliest, once that is known. */
    record InProgress(Move move, @Nullable Instant possibleAt) implements MoveRefusal {}

    /** More members at once than may change in a day. */
    record OverBudget(int changing, int membersPerDay) implements MoveRefusal {}

    /** With what changed in the last day it would be more than may. */
    record BudgetSpent(int changed, int changing, int membersPerDay, Instant possibleAt) implements MoveRefusal {}
}
