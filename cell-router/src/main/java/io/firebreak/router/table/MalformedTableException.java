package io.firebreak.router.table;

/** What should be a routing table is none. */
final class MalformedTableException extends RuntimeException {
    MalformedTableException(Throwable cause) {
        super("malformed routing table: " + cause.getMessage(), cause);
    }

    MalformedTableException(String message) {
        super(message);
    }
}
