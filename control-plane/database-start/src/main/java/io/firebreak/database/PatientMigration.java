package io.firebreak.database;

import java.sql.SQLException;
import java.util.Set;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/**
 * Waits for the database and then migrates it while others use it: a migration that cannot have its lock within two seconds gives
 * up, so that those who queue behind it wait no longer, and is tried again. Every migration is one transaction, so one that gave
 * up has changed nothing.
 */
final class PatientMigration implements FlywayMigrationStrategy {
    private static final Logger log = LoggerFactory.getLogger(PatientMigration.class);

    /**
     * On a connection of its own, since the settings of the pool's are for single calls: a lock is waited for as long there, but a
     * statement of a migration may read a whole table.
     */
    private static final String SESSION = "set lock_timeout = '2s'; set statement_timeout = '5min'";

    /** With a pause of half a second after each, about a minute: longer than any transaction of ours may take. */
    private static final int TRIES = 25;

    /** PostgreSQL's lock_not_available and deadlock_detected (SQLSTATE). */
    private static final Set<String> IN_USE = Set.of("55P03", "40P01");

    private final DatabaseWait wait;
    private final JdbcConnectionDetails database;
    private final Runnable pause;

    PatientMigration(DatabaseWait wait, JdbcConnectionDetails database, Runnable pause) {
        this.wait = wait;
        this.database = database;
        this.pause = pause;
    }

    @Override
    public void migrate(Flyway configured) {
        wait.untilItAnswers();
        Flyway flyway = Flyway.configure(configured.getConfiguration().getClassLoader())
                .configuration(configured.getConfiguration())
                .dataSource(database.getJdbcUrl(), database.getUsername(), database.getPassword())
                .initSql(SESSION)
                .load();
        for (int left = TRIES; left > 0; left--) {
            try {
                flyway.migrate();
                return;
            } catch (FlywayException e) {
                if (left == 1 || !isForALock(e)) {
                    throw e;
                }
                log.info("A migration waits for a table that is in use, and is tried {} times more", left - 1);
                pause.run();
            }
        }
    }

    private static boolean isForALock(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException refusal && IN_USE.contains(String.valueOf(refusal.getSQLState()))) {
                return true;
            }
        }
        return false;
    }
}
