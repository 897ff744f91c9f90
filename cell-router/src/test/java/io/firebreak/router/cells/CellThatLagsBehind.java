package io.firebreak.router.cells;

/** Has not heard of the router's epoch. */
public final class CellThatLagsBehind extends CellThatAnswers {
    public CellThatLagsBehind() {
        super(request -> Answer.problem(503, "EPOCH_AHEAD"));
    }
}
