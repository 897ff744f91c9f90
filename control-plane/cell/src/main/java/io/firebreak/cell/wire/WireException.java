package io.firebreak.cell.wire;

import org.jspecify.annotations.Nullable;

/** Another process did not give a usable answer in time. Whether it did what was asked is unknown. */
public final class WireException extends RuntimeException {
    private final boolean answered;

    public WireException(String message, @Nullable Throwable cause) {
        this(message, cause, false);
    }

    private WireException(String message, @Nullable Throwable cause, boolean answered) {
        super(message, cause);
        this.answered = answered;
    }

    /** The other process is there, and said no. */
    static WireException refused(String message) {
        return new WireException(message, null, true);
    }

    /** Whether there was an answer, if not a usable one: the process is alive. */
    public boolean isAnswered() {
        return answered;
    }
}
