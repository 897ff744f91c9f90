package io.firebreak.router.routing;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.Shard;
import java.util.List;

/** What came of asking a cell. */
public sealed interface CellVerdict {
    /** The cell's answer is the client's. */
    record Answered() implements CellVerdict {}

    /** The cell is well but has no room. */
    record NoRoom() implements CellVerdict {}

    /** The cell is well but has not heard of the router's epoch yet. */
    record EpochAhead() implements CellVerdict {}

    /**
     * The cell is well and knows a newer epoch than the router.
     *
     * @param formerCells where the tenant may still have instances from an earlier shard
     */
    record WrongEpoch(long epoch, Shard shard, List<CellId> formerCells) implements CellVerdict {}

    /**
     * The cell is well but has too much to do, or the call's time was over before its turn came: nothing was done.
     *
     * @param tooLate the latter, which says as much of the caller's patience as of the cell
     */
    record Overloaded(boolean tooLate) implements CellVerdict {}

    /** The cell did not serve the call. */
    record Failed(Failure failure) implements CellVerdict {}

    /** Whether it speaks against the cell's health; a refusal that a healthy cell gives does not, nor calls it never saw. */
    default boolean countsAgainstTheCell() {
        return this instanceof Failed(Failure failure) && !failure.isMadeHere();
    }

    /** What came of it in a few words for people. */
    default String text() {
        return switch (this) {
            case Answered() -> "answered";
            case NoRoom() -> "no room";
            case EpochAhead() -> "has not heard of the tenant's shard yet";
            case Overloaded _ -> "has too much to do";
            case WrongEpoch _ -> "knows a newer shard of the tenant";
            case Failed(Failure failure) -> failure.text();
        };
    }
}
