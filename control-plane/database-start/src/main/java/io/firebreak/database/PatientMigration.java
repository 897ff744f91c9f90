package io.firebreak.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Set;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/**
 * Waits for the database and then migrates it while others use it: a migration that cannot have its lock within two seconds gives
 * up, so that those who queue behind it wait no longer, and is tried again. A migration is one transaction, so one that gave
 * up has changed nothing; save those that make an index concurrently, which begin by dropping what an earlier try has left.
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

    /** Nodes that start together migrate one at a time. Flyway asks once a second: for longer than a statement may take. */
    private static final int TURNS_WAITED_FOR = 330;

    /**
     * Flyway would hold its turn by a transaction that is open meanwhile, and an index that is made concurrently waits for all
     * transactions that are open, that one too.
     */
    private static final Map<String, String> TURN_BY_SESSION = Map.of("flyway.postgresql.transactional.lock", "false");

    /** PostgreSQL's lock_not_available and deadlock_detected (SQLSTATE). */
    private static final Set<String> IN_USE = Set.of("55P03", "40P01");

    private static final String NO_SUCH_TABLE = "42P01";

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
                .configuration(TURN_BY_SESSION)
                .lockRetryCount(TURNS_WAITED_FOR)
                .dataSource(database.getJdbcUrl(), database.getUsername(), database.getPassword())
                .initSql(SESSION)
                .load();
        for (int left = TRIES; left > 0; left--) {
            try {
                flyway.migrate();
                return;
            } catch (FlywayException e) {
                if (left == 1 || !mayBeRepeated(e, flyway.getConfiguration())) {
                    throw e;
                }
                log.info("A migration waits for a table that is in use, and is tried {} times more", left - 1);
                pause.run();
            }
        }
    }

    private static boolean mayBeRepeated(FlywayException failure, Configuration flyway) {
        boolean forALock = isForALock(failure);
        boolean afterOneThatFailed = (forALock || failure instanceof FlywayValidateException) && forgetFailure(flyway);
        return forALock || afterOneThatFailed;
    }

    /**
     * A migration that is no transaction leaves a mark when it fails, and with that mark Flyway lets nobody start.
     *
     * @return whether there was one
     */
    private static boolean forgetFailure(Configuration flyway) {
        try (Connection connection = flyway.getDataSource().getConnection();
                Statement statement = connection.createStatement()) {
            return statement.executeUpdate("delete from \"%s\" where not success".formatted(flyway.getTable())) > 0;
        } catch (SQLException e) {
            if (NO_SUCH_TABLE.equals(e.getSQLState())) {
                return false;
            }
            throw new FlywayException("what failed before could not be tried again", e);
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
