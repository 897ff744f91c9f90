package io.firebreak.fleet.journal;

/** The journal cannot be read or written; what to do about it is in the message. */
public final class JournalException extends RuntimeException {
    JournalException(String message) {
        super(message);
    }

    JournalException(String message, Throwable cause) {
        super(message, cause);
    }
}
