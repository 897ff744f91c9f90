package io.firebreak.router.wire;

/** A body is longer than it may be. */
public final class BodyTooLargeException extends RuntimeException {
    public BodyTooLargeException(long maxBytes) {
        super("body is longer than %d bytes".formatted(maxBytes), null, false, false);
    }
}
