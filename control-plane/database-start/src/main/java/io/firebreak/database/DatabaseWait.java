package io.firebreak.database;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits until a database takes connections, and says meanwhile what it waits for. What a later moment will not heal, as a wrong
 * password, is not waited for.
 */
final class DatabaseWait {
    private static final Logger log = LoggerFactory.getLogger(DatabaseWait.class);

    /** The class of PostgreSQL's states (SQLSTATE) for who may not connect, and the one of a database that is not there. */
    private static final String NOT_AUTHORISED = "28";

    private static final String NO_SUCH_DATABASE = "3D000";

    private final String database;
    private final Attempt attempt;
    private final DatabaseSettings settings;
    private final InstantSource clock;
    private final Runnable pause;

    /** Opens a connection and closes it. */
    interface Attempt {
        void connect() throws SQLException;
    }

    /**
     * A wait that has not begun.
     *
     * @param jdbcUrl of the database; what stands behind its question mark is not told to anyone
     * @param pause between two attempts
     */
    DatabaseWait(String jdbcUrl, Attempt attempt, DatabaseSettings settings, InstantSource clock, Runnable pause) {
        this.database = jdbcUrl.replaceFirst("\\?.*", "");
        this.attempt = attempt;
        this.settings = settings;
        this.clock = clock;
        this.pause = pause;
    }

    /**
     * Returns once the database takes connections.
     *
     * @throws DatabaseNotReachedException when it has not within the wait, or refuses this process
     */
    void untilItAnswers() {
        Instant begin = clock.instant();
        Instant nextLine = begin;
        for (SQLException refusal = refusal(); refusal != null; refusal = refusal()) {
            Instant now = clock.instant();
            Duration waited = Duration.between(begin, now);
            requirePatience(refusal, waited);
            if (!now.isBefore(nextLine)) {
                nextLine = now.plus(settings.progress());
                log.info(
                        "Waiting for the database {} since {} s, for {} s at most: {}",
                        database,
                        waited.toSeconds(),
                        settings.patience().toSeconds(),
                        oneLine(refusal));
            }
            pause.run();
        }
        if (nextLine.isAfter(begin)) {
            log.info(
                    "The database {} answers after {} s",
                    database,
                    Duration.between(begin, clock.instant()).toSeconds());
        }
    }

    private @Nullable SQLException refusal() {
        try {
            attempt.connect();
            return null;
        } catch (SQLException e) {
            return e;
        }
    }

    private void requirePatience(SQLException refusal, Duration waited) {
        String state = String.valueOf(refusal.getSQLState());
        if (state.startsWith(NOT_AUTHORISED) || state.equals(NO_SUCH_DATABASE)) {
            throw new DatabaseNotReachedException(
                    "The database %s refuses this process: %s".formatted(database, oneLine(refusal)), refusal);
        }
        if (waited.compareTo(settings.patience()) >= 0) {
            throw new DatabaseNotReachedException(
                    "The database %s did not answer within %d s: %s"
                            .formatted(database, settings.patience().toSeconds(), oneLine(refusal)),
                    refusal);
        }
    }

    /** The driver repeats an address it cannot read, with the password that may stand in it. */
    private static String oneLine(SQLException refusal) {
        return String.valueOf(refusal.getMessage())
                .replaceAll("(jdbc:[^\\s?]*)\\?\\S*", "$1")
                .replaceAll("\\s+", " ");
    }
}
