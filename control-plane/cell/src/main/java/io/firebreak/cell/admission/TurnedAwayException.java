package io.firebreak.cell.admission;

/** A call is not served. It is an answer, not a defect, so it carries no stack trace. */
final class TurnedAwayException extends RuntimeException {
    private final Verdict why;
    private final boolean amongItsOwn;

    /** @param amongItsOwn whether its own tenant's calls were in its way */
    TurnedAwayException(Verdict why, boolean amongItsOwn) {
        super(why.tag(), null, false, false);
        this.why = why;
        this.amongItsOwn = amongItsOwn;
    }

    Verdict why() {
        return why;
    }

    boolean isAmongItsOwn() {
        return amongItsOwn;
    }
}
