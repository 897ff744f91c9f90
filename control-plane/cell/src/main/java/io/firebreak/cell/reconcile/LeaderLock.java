package io.firebreak.cell.reconcile;

import io.firebreak.cell.settings.CellSettings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.stereotype.Component;

/**
 * Makes one node of the cell its leader: the one whose database session holds an advisory lock. The session is the
 * node's own, outside the pool, and the database ends it when it has been idle for the lease, so a leader that was
 * stopped loses the lock. Two may then believe to lead for a moment; every step of a leader may be done twice.
 */
@Component
public class LeaderLock implements DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(LeaderLock.class);
    private static final String ANSWER_WITHIN_SECONDS = "3";

    private final JdbcConnectionDetails database;
    private final Duration lease;
    private @Nullable Connection session;
    private volatile boolean leading;

    LeaderLock(JdbcConnectionDetails database, CellSettings settings) {
        this.database = database;
        this.lease = settings.reconcile().leaseTimeout();
    }

    /** Whether this node led when it last asked. */
    public boolean isLeading() {
        return leading;
    }

    /** Takes or renews the lead; false if another node has it. Throws if the database cannot be asked. */
    synchronized boolean hold() {
        try {
            Connection open = session;
            if (open == null) {
                open = open();
                session = open;
            }
            boolean holds = leading ? renew(open) : tryLock(open);
            if (holds != leading) {
                log.info(holds ? "This node leads the cell" : "This node no longer leads the cell");
            }
            leading = holds;
            return holds;
        } catch (SQLException e) {
            destroy();
            throw new IllegalStateException("the leader's session failed: " + e.getMessage(), e);
        }
    }

    private Connection open() throws SQLException {
        Properties properties = new Properties();
        setIfPresent(properties, "user", database.getUsername());
        setIfPresent(properties, "password", database.getPassword());
        properties.setProperty("ApplicationName", "firebreak-leader");
        properties.setProperty("connectTimeout", ANSWER_WITHIN_SECONDS);
        properties.setProperty("socketTimeout", ANSWER_WITHIN_SECONDS);
        properties.setProperty("options", "-c idle_session_timeout=" + lease.toMillis());
        return DriverManager.getConnection(database.getJdbcUrl(), properties);
    }

    private static void setIfPresent(Properties properties, String name, @Nullable String value) {
        if (value != null) {
            properties.setProperty(name, value);
        }
    }

    private static boolean tryLock(Connection session) throws SQLException {
        try (Statement statement = session.createStatement();
                var row = statement.executeQuery("select pg_try_advisory_lock(hashtext('firebreak.leader'))")) {
            return row.next() && row.getBoolean(1);
        }
    }

    private static boolean renew(Connection session) throws SQLException {
        try (Statement statement = session.createStatement()) {
            return statement.execute("select 1");
        }
    }

    @Override
    public synchronized void destroy() {
        leading = false;
        Connection open = session;
        session = null;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException e) {
                log.debug("The leader's session was broken already", e);
            }
        }
    }
}
