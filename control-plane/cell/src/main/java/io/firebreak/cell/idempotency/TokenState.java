package io.firebreak.cell.idempotency;

/** How far the cells agree on a client token; {@code docs/protocol.md} has the table. */
public enum TokenState {
    /** This cell's launch is the one set. */
    SETTLED,
    /** A take-over the arbiter has not confirmed. */
    UNSETTLED,
    /** The arbiter recorded another cell's take-over. */
    TAKEN_OVER,
    /** This cell's take-over lost; its set is being terminated. */
    SUPERSEDED;

    boolean isSettled() {
        return this != UNSETTLED;
    }
}
