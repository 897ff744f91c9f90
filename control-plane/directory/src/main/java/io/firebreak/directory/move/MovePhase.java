package io.firebreak.directory.move;

import java.util.Locale;

/** How far a move is. */
public enum MovePhase {
    /** The cells that join are told. Nobody else knows of the move. */
    PREPARING,
    /** All cells are told. Those that are send routers to the new shard; the table still shows the old one. */
    SWITCHING,
    /** The table shows the new shard, and the old cells for what they hold. Their word on client tokens counts. */
    OPEN,
    /** All cells are told that the old ones are no longer asked. */
    CLOSING,
    /** Nothing is left of it but this record. */
    CLOSED;

    /**
     * The phase after this one, or the same when it is not time.
     *
     * @param joinersReady every cell that joins and is not out has confirmed the epoch it is due to have
     * @param allReady every cell that knows the tenant and is not out has
     * @param windowOver no client token of before the move can be used any more
     * @param formerEmpty the cells it leaves hold nothing of it
     */
    MovePhase next(boolean joinersReady, boolean allReady, boolean windowOver, boolean formerEmpty) {
        return switch (this) {
            case PREPARING -> joinersReady ? SWITCHING : this;
            case SWITCHING -> allReady ? OPEN : this;
            case OPEN -> windowOver && formerEmpty ? CLOSING : this;
            case CLOSING -> allReady ? CLOSED : this;
            case CLOSED -> this;
        };
    }

    /** The name on the wire. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
