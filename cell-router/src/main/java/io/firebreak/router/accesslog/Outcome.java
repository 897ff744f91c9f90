package io.firebreak.router.accesslog;

import java.util.Locale;

/** How a request ended. */
enum Outcome {
    OK,
    CLIENT_ERROR,
    /** 429, by a cell or by the router. */
    SHED,
    UNAVAILABLE,
    SERVER_ERROR,
    /** The client went away, or its answer could not be delivered. */
    ABANDONED;

    private static final int TOO_MANY = 429;
    private static final int CLIENT_ERRORS = 400;
    private static final int SERVER_ERRORS = 500;
    private static final int SERVICE_UNAVAILABLE = 503;

    private final String tag = name().toLowerCase(Locale.ROOT);

    static Outcome of(int status, boolean delivered) {
        if (!delivered || status == 0) {
            return ABANDONED;
        }
        if (status < CLIENT_ERRORS) {
            return OK;
        }
        if (status < SERVER_ERRORS) {
            return status == TOO_MANY ? SHED : CLIENT_ERROR;
        }
        return status == SERVICE_UNAVAILABLE ? UNAVAILABLE : SERVER_ERROR;
    }

    /** Whether it always deserves a line. A client's own mistake does not: clients would decide how much is written. */
    boolean isFailure() {
        return this != OK && this != CLIENT_ERROR;
    }

    String tag() {
        return tag;
    }
}
