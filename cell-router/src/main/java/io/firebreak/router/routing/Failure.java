package io.firebreak.router.routing;

import java.util.Locale;

/** How a cell failed to serve a call. */
public enum Failure {
    /** It was not asked, since its breaker is open or it has no node. */
    BELIEVED_DEAD("believed dead"),
    /** No connection: nothing of the call can have reached the cell. */
    NOT_CONNECTED("no connection"),
    /** No connection of it was free, and as many calls waited as may, or it waited too long: the cell did not see it. */
    CROWDED("too many calls wait for it"),
    /** It sheds, and has as many calls of this router as it takes: it was not asked. */
    HELD_BACK("as many calls as it takes already"),
    /** The connection ended before the answer did. */
    CUT_OFF("connection lost"),
    /** No answer in time. */
    TIMED_OUT("no answer in time"),
    /** An answer of 500 or above that does not say the cell is well. */
    SERVER_ERROR("failed");

    private final String tag = name().toLowerCase(Locale.ROOT);
    private final String text;

    Failure(String text) {
        this.text = text;
    }

    /** Whether the cell may have done what was asked. */
    public boolean mayHaveActed() {
        return this != NOT_CONNECTED && this != BELIEVED_DEAD && !isMadeHere();
    }

    /** Whether this router turned the call away for a cell that is well, which says nothing against it. */
    public boolean isMadeHere() {
        return this == CROWDED || this == HELD_BACK;
    }

    /** Its name in metrics. */
    public String tag() {
        return tag;
    }

    /** A few words for people. */
    String text() {
        return text;
    }
}
