package io.firebreak.directory.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of what operators did, to which the database itself lets nobody do more than add. */
@Component
class AdminAuditLog {
    private static final String FIND = """
            select c.*, e.ended_at, e.status, e.code, c.subjects || coalesce(e.subjects, '{}') as all_subjects
            from admin_call c left join admin_call_end e using (id)
            where id > ? and at >= ? and at < ?
            order by id limit ?""";

    private final JdbcClient database;
    private final InstantSource clock;

    AdminAuditLog(JdbcClient database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Records that a call begins; its id. Throws what the database throws: then the call must not begin. */
    long begin(String actor, String client, String action, List<String> subjects) {
        return database.sql(
                        "insert into admin_call (at, actor, client, action, subjects) values (?, ?, ?, ?, ?) returning id")
                .param(now())
                .param(actor)
                .param(client)
                .param(action)
                .param(subjects.toArray(String[]::new))
                .query(Long.class)
                .single();
    }

    void end(long call, int status, @Nullable String code, List<String> subjects) {
        database.sql("insert into admin_call_end (id, ended_at, status, code, subjects) values (?, ?, ?, ?, ?)")
                .param(call)
                .param(now())
                .param(status)
                .param(code)
                .param(subjects.toArray(String[]::new))
                .update();
    }

    /** Calls after one, oldest first. */
    List<AdminCall> find(long after, Instant from, Instant to, int limit) {
        return database.sql(FIND)
                .param(after)
                .param(Timestamp.from(from))
                .param(Timestamp.from(to))
                .param(limit)
                .query((row, _) -> call(row))
                .list();
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    private static AdminCall call(ResultSet row) throws SQLException {
        Timestamp ended = row.getTimestamp("ended_at");
        return new AdminCall(
                row.getLong("id"),
                row.getTimestamp("at").toInstant(),
                row.getString("actor"),
                row.getString("client"),
                row.getString("action"),
                texts(row),
                ended == null ? null : ended.toInstant(),
                row.getObject("status", Integer.class),
                row.getString("code"));
    }

    private static List<String> texts(ResultSet row) throws SQLException {
        return Arrays.asList(
                (String[]) Objects.requireNonNull(row.getArray("all_subjects")).getArray());
    }
}
