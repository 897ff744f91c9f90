package io.firebreak.router.routing;

/** What to do after a cell was asked. */
public sealed interface NextStep {
    /** Give the client what there is. */
    record Finish() implements NextStep {}

    /** Ask another node of the same cell. */
    record AnotherNode() implements NextStep {}

    /** Ask the next cell of the shard. */
    record NextCell() implements NextStep {}

    /** Take the newer shard over and route once more. */
    record RouteAgain(CellVerdict.WrongEpoch news) implements NextStep {}

    /**
     * The rule of the whole router. A call that may not be repeated goes elsewhere only if nothing of it can have arrived;
     * a call that may be goes to another node of the same cell first, where a client token is simply replayed, and to
     * another cell after that. An answer of 500 or above comes from the cell as a whole, so a launch skips its other nodes. A
     * node that has too much to do has done nothing, so even a call that may not be repeated may go elsewhere.
     *
     * @param nodeLeft another node of this cell may still be asked
     * @param cellLeft another cell may still be asked
     */
    static NextStep after(RequestKind kind, CellVerdict verdict, boolean nodeLeft, boolean cellLeft) {
        return switch (verdict) {
            case CellVerdict.Answered() -> new Finish();
            case CellVerdict.WrongEpoch news -> new RouteAgain(news);
            case CellVerdict.NoRoom() -> cellLeft ? new NextCell() : new Finish();
            case CellVerdict.EpochAhead() -> cellLeft ? new NextCell() : new Finish();
            case CellVerdict.Overloaded _ -> elsewhere(nodeLeft, cellLeft);
            case CellVerdict.Failed(Failure failure) -> afterFailure(kind, failure, nodeLeft, cellLeft);
        };
    }

    private static NextStep afterFailure(RequestKind kind, Failure failure, boolean nodeLeft, boolean cellLeft) {
        if (!kind.repeatable() && failure.mayHaveActed()) {
            return new Finish();
        }
        boolean wholeCell = failure == Failure.SERVER_ERROR && cellLeft;
        return elsewhere(nodeLeft && !wholeCell, cellLeft);
    }

    private static NextStep elsewhere(boolean nodeLeft, boolean cellLeft) {
        if (nodeLeft) {
            return new AnotherNode();
        }
        return cellLeft ? new NextCell() : new Finish();
    }
}
