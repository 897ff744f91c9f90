package io.firebreak.router.cells;

/** Is well and full: refuses every launch for want of room. */
public final class CellWithoutRoom extends CellThatAnswers {
    public CellWithoutRoom() {
        super(request -> Answer.problem(503, "INSUFFICIENT_INSTANCE_CAPACITY"));
    }
}
