package io.firebreak.chaos.attack;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What stands in the databases of a region, as one digest for each table: equal digests, nothing changed. */
public final class RegionDigest {
    /** What an attack may add to, and what is no one's data. */
    private static final Set<String> NOT_COUNTED =
            Set.of("audit", "admin_call", "admin_call_end", "flyway_schema_history");

    /** The version of the record a cell was last told of its peers rises with every tenant, some time after it. */
    private static final Map<String, String> WITHOUT = Map.of("peer_cell", "version");

    private RegionDigest() {}

    /** By database and table. */
    public static Map<String, String> of(Map<String, String> jdbcUrls) throws SQLException {
        Map<String, String> digests = new TreeMap<>();
        for (Map.Entry<String, String> database : jdbcUrls.entrySet()) {
            try (Connection connection = DriverManager.getConnection(database.getValue());
                    Statement statement = connection.createStatement()) {
                for (String table : tables(statement)) {
                    digests.put(database.getKey() + "." + table, digest(statement, table));
                }
            }
        }
        return digests;
    }

    private static List<String> tables(Statement statement) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(
                "select tablename from pg_tables where schemaname = 'public' order by tablename")) {
            while (rows.next()) {
                if (!NOT_COUNTED.contains(rows.getString(1))) {
                    tables.add(rows.getString(1));
                }
            }
        }
        return tables;
    }

    private static String digest(Statement statement, String table) throws SQLException {
        try (ResultSet row = statement.executeQuery(
                "select count(*) || ':' || coalesce(md5(string_agg(r::text, chr(10) order by r::text)), '')"
                        + " from (select to_jsonb(t) - '%s' as r from \"%s\" t) rows"
                                .formatted(WITHOUT.getOrDefault(table, ""), table))) {
            row.next();
            return row.getString(1);
        }
    }
}
