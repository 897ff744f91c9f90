package io.firebreak.database;

/** The database did not answer in time, or it does and will not have this process. Ends the start. */
public final class DatabaseNotReachedException extends RuntimeException {
    /** @param message one line that names the database, without its password */
    DatabaseNotReachedException(String message, Throwable cause) {
        super(message, cause);
    }
}
