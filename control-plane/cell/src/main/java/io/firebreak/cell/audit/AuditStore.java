package io.firebreak.cell.audit;

import io.firebreak.assigner.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The table of the audit log, to which the database itself lets nobody do more than add. */
@Component
class AuditStore {
    /** Between the resources of an entry, which hold no control characters. */
    private static final String BETWEEN = "\n";

    private static final String INSERT = """
            insert into audit (id, at, tenant, key, action, resources, request_id, trace_id, client, status, code)
            select id, cast(at as timestamptz), tenant, key, action, string_to_array(resources, E'\\n'), request_id, trace_id,
                client, status, code
            from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                as e (id, at, tenant, key, action, resources, request_id, trace_id, client, status, code)""";

    private final JdbcTemplate database;

    AuditStore(JdbcTemplate database) {
        this.database = database;
    }

    void write(List<AuditEntry> entries) {
        database.update(INSERT, statement -> {
            statement.setObject(1, texts(entries, AuditEntry::id));
            statement.setObject(2, texts(entries, entry -> entry.at().toString()));
            statement.setObject(3, texts(entries, AuditEntry::tenant));
            statement.setObject(4, texts(entries, AuditEntry::key));
            statement.setObject(5, texts(entries, entry -> entry.action().wire()));
            statement.setObject(6, texts(entries, entry -> String.join(BETWEEN, entry.resources())));
            statement.setObject(7, texts(entries, AuditEntry::requestId));
            statement.setObject(8, texts(entries, AuditEntry::traceId));
            statement.setObject(9, texts(entries, AuditEntry::client));
            statement.setObject(
                    10, entries.stream().mapToInt(AuditEntry::status).toArray());
            statement.setObject(11, texts(entries, AuditEntry::code));
        });
    }

    /** A tenant's entries in the order of time and id, from the query's cursor. */
    List<AuditEntry> find(TenantId tenant, AuditQuery query, int limit) {
        StringBuilder sql = new StringBuilder("select * from audit where tenant = ? and (at, id) > (?, ?)");
        List<Object> values = new ArrayList<>(List.of(
                tenant.value(),
                Timestamp.from(query.cursor().time()),
                query.cursor().id()));
        and(sql, values, "at >= ?", query.from().map(Timestamp::from));
        and(sql, values, "at < ?", query.to().map(Timestamp::from));
        and(sql, values, "action = ?", query.action().map(AuditAction::wire));
        values.add(limit);
        return database.query(
                sql.append(" order by at, id limit ?").toString(), (row, _) -> entry(row), values.toArray());
    }

    /** Deletes entries from before a time; how many. */
    int trim(Instant before, int most) {
        Integer gone = database.queryForObject("select audit_trim(?, ?)", Integer.class, Timestamp.from(before), most);
        return gone == null ? 0 : gone;
    }

    private static void and(StringBuilder sql, List<Object> values, String condition, Optional<?> value) {
        value.ifPresent(known -> {
            sql.append(" and ").append(condition);
            values.add(known);
        });
    }

    private static @Nullable String[] texts(List<AuditEntry> entries, Function<AuditEntry, @Nullable String> value) {
        return entries.stream().map(value).toArray(String[]::new);
    }

    private static AuditEntry entry(ResultSet row) throws SQLException {
        return new AuditEntry(
                row.getString("id"),
                row.getTimestamp("at").toInstant(),
                row.getString("tenant"),
                row.getString("key"),
                AuditAction.parse(row.getString("action")).orElseThrow(),
                Arrays.asList((String[]) row.getArray("resources").getArray()),
                row.getString("request_id"),
                row.getString("trace_id"),
                row.getString("client"),
                row.getInt("status"),
                row.getString("code"));
    }
}
