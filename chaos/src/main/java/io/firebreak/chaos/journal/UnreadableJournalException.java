package io.firebreak.chaos.journal;

import java.io.Serial;

/** A file that is no journal of a run, or one of another format. The message names it. */
public final class UnreadableJournalException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    UnreadableJournalException(String message) {
        super(message);
    }
}
