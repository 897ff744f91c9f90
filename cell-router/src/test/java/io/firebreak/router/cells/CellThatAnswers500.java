package io.firebreak.router.cells;

/** Has a defect: answers 500 to everything. */
public final class CellThatAnswers500 extends CellThatAnswers {
    public CellThatAnswers500() {
        super(request -> Answer.problem(500, "INTERNAL_ERROR"));
    }
}
