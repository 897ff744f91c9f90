package io.firebreak.cell.wire;

import org.jspecify.annotations.Nullable;

/** Another process did not give a usable answer in time. Whether it did what was asked is unknown. */
public final class WireException extends RuntimeException {
    public WireException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
