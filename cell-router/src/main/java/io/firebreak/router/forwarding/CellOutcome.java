package io.firebreak.router.forwarding;

import io.firebreak.router.routing.CellVerdict;
import io.firebreak.router.routing.Failure;
import io.firebreak.router.routing.RoutedCell;
import io.firebreak.router.wire.Reply;
import org.jspecify.annotations.Nullable;

/**
 * What came of asking one cell.
 *
 * @param reply the cell's answer, if a complete one came; always there unless the verdict is a failure
 */
public record CellOutcome(
        RoutedCell cell, CellVerdict verdict, @Nullable Reply reply) {
    private static final int BAD_REQUEST = 400;

    static CellOutcome noReply(RoutedCell cell, Failure failure) {
        return new CellOutcome(cell, new CellVerdict.Failed(failure), null);
    }

    /** Whether the cell's answer is the client's. */
    boolean isAnswered() {
        return verdict instanceof CellVerdict.Answered;
    }

    /** Whether nobody asked the cell, since it is believed dead. */
    boolean isUnasked() {
        return verdict instanceof CellVerdict.Failed(Failure failure) && failure == Failure.BELIEVED_DEAD;
    }

    /** Whether no answer came in time. */
    boolean isTimedOut() {
        return verdict instanceof CellVerdict.Failed(Failure failure) && failure == Failure.TIMED_OUT;
    }

    /** Whether the cell never saw the call, since this router turned it away. */
    public boolean isTurnedAwayHere() {
        return verdict instanceof CellVerdict.Failed(Failure failure) && failure.isMadeHere();
    }

    /**
     * Whether the cell says that it has more to do than it can. That too many wait for a connection says it of one node as one
     * event loop sees it.
     */
    boolean isShed() {
        return verdict instanceof CellVerdict.Overloaded(boolean tooLate) && !tooLate;
    }

    /** Whether the cell has served the call; most refusals are made before it has a seat, and cost next to nothing. */
    boolean isServed() {
        return isAnswered() && reply != null && reply.status() < BAD_REQUEST;
    }

    /** Whether the cell has no room for a launch. */
    public boolean refusedForRoom() {
        return verdict instanceof CellVerdict.NoRoom;
    }
}
