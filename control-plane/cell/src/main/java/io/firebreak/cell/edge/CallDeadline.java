package io.firebreak.cell.edge;

import java.time.Instant;
import java.util.Optional;

/**
 * Until when anybody waits for the answer to the call this thread serves. Routers say it of every call
 * ({@code Firebreak-Deadline-Millis}); work that has not begun by then is not begun.
 */
public final class CallDeadline {
    private static final ScopedValue<Instant> AT = ScopedValue.newInstance();

    private CallDeadline() {}

    /** Serves a call whose answer is waited for until an instant. */
    public static <R, X extends Throwable> R until(Instant end, ScopedValue.CallableOp<? extends R, X> call) throws X {
        return ScopedValue.where(AT, end).call(call);
    }

    /** Empty outside a call, and in one whose caller named none. */
    public static Optional<Instant> current() {
        return AT.isBound() ? Optional.of(AT.get()) : Optional.empty();
    }

    /** What is answered in place of such work; it was not begun, so it may be repeated. */
    public static Problem exceeded() {
        return Problem.of(
                ErrorCode.DEADLINE_EXCEEDED,
                "the time in which the answer was wanted was over before it was this call's turn; nothing was done");
    }
}
