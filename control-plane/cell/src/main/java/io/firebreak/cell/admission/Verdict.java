package io.firebreak.cell.admission;

/** What becomes of a visitor. */
enum Verdict {
    LET_IN("let-in"),
    /** Every queue of the tenant's hand is full. */
    HAND_FULL("hand-full"),
    /** As many wait as may, and none of them has to give way to this one. */
    ROOM_FULL("room-full"),
    /** It waited, and gave way to another one. */
    PUSHED_OUT("pushed-out"),
    /** Its turn did not come in time. */
    WAITED_TOO_LONG("waited-too-long"),
    /** Nobody waits for its answer any more. */
    CALLER_GAVE_UP("caller-gave-up");

    private final String tag;

    Verdict(String tag) {
        this.tag = tag;
    }

    /** Its name in metrics. */
    String tag() {
        return tag;
    }
}
