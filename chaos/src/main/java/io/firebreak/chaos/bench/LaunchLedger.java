package io.firebreak.chaos.bench;

import io.firebreak.chaos.database.DatabaseServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads and prepares the cell's database from outside. */
final class LaunchLedger implements AutoCloseable {
    private static final List<String> SHOWN = List.of(
            "server_version",
            "fsync",
            "synchronous_commit",
            "full_page_writes",
            "wal_sync_method",
            "wal_level",
            "commit_delay",
            "shared_buffers",
            "max_wal_size",
            "checkpoint_timeout");

    private final Connection connection;

    LaunchLedger(DatabaseServer database) throws SQLException {
        database.requireDurable();
        connection = DriverManager.getConnection(database.jdbcUrl());
    }

    Map<String, String> settings() throws SQLException {
        Map<String, String> settings = new LinkedHashMap<>();
        for (String setting : SHOWN) {
            settings.put(setting, text("show " + setting));
        }
        return settings;
    }

    /** Launches whose token starts so and whose instance runs. */
    int running(String tokens) throws SQLException {
        return number("select count(*) from instance where state = 'running' and starts_with(token, ?)", tokens);
    }

    /** Tokens that start so. */
    int tokens(String tokens) throws SQLException {
        return number("select count(*) from client_token where starts_with(token, ?)", tokens);
    }

    /** Commands not known to be carried out: launches that do not run yet. */
    int backlog() throws SQLException {
        return number("select count(*) from instance where dispatch_at is not null");
    }

    /** Everything that runs. */
    List<Requests.Owned> running() throws SQLException {
        List<Requests.Owned> running = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select id, tenant from instance where state = 'running'")) {
            while (row.next()) {
                running.add(new Requests.Owned(row.getString(1), row.getString(2)));
            }
        }
        return running;
    }

    /** Instances that are not terminated. */
    int living() throws SQLException {
        return number("select count(*) from instance where state <> 'terminated'");
    }

    /** Hosts whose reservations are not the sum of what their instances take. */
    int hostsThatDoNotAddUp() throws SQLException {
        return number("""
                select count(*) from (
                    select h.id from host h left join instance i on i.host = h.id and i.state <> 'terminated'
                    group by h.id having h.used_vcpus <> coalesce(sum(i.vcpus), 0)
                        or h.used_memory_mib <> coalesce(sum(i.memory_mib), 0)) as wrong""");
    }

    /** Writes out what earlier work left dirty, so that nobody pays for another's pages. */
    void settle() throws SQLException {
        execute("vacuum analyze");
        execute("checkpoint");
    }

    /** A copy of the database under another name; nobody else may be connected. */
    void copyTo(DatabaseServer server, String name) throws SQLException {
        try (Connection elsewhere = DriverManager.getConnection(server.jdbcUrl().replace("/postgres?", "/template1?"));
                Statement statement = elsewhere.createStatement()) {
            connection.close();
            statement.execute("create database " + name + " template postgres");
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String text(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private int number(String sql, String... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
