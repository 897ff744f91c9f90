package io.firebreak.cell.lifecycle;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * When instances changed from what to what, and why: written in the transaction of the change, so that no change is
 * without its entry and no entry without its change. The newest {@link #KEPT} of each instance are kept.
 */
@Component
class InstanceHistory {
    /** A host that comes and goes every minute fills it in an hour and a half; its entries are about 200 bytes. */
    static final int KEPT = 200;

    /** One statement for any number of entries, with one plan. */
    private static final String WRITE = """
            insert into instance_history (instance, slot, number, at, from_state, to_state, event, why)
            select * from unnest(?::text[], ?::int[], ?::int[], ?::timestamptz[], ?::text[], ?::text[], ?::text[], ?::text[])
            on conflict (instance, slot) do update set number = excluded.number, at = excluded.at,
                from_state = excluded.from_state, to_state = excluded.to_state, event = excluded.event, why = excluded.why""";

    private final JdbcTemplate batches;
    private final JdbcClient database;

    InstanceHistory(JdbcTemplate batches, JdbcClient database) {
        this.batches = batches;
        this.database = database;
    }

    /** Writes entries in the current transaction, which holds their instances. */
    void write(List<HistoryEntry> entries) {
        if (!entries.isEmpty()) {
            batches.update(connection -> statement(connection, entries));
        }
    }

    private static PreparedStatement statement(Connection connection, List<HistoryEntry> entries) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(WRITE);
        statement.setObject(1, texts(entries, entry -> entry.instance().value()));
        statement.setObject(2, numbers(entries, entry -> entry.number() % KEPT));
        statement.setObject(3, numbers(entries, HistoryEntry::number));
        statement.setObject(
                4, texts(entries, entry -> entry.at().atOffset(ZoneOffset.UTC).toString()));
        statement.setObject(5, texts(entries, entry -> entry.from().wire()));
        statement.setObject(6, texts(entries, entry -> entry.to().wire()));
        statement.setObject(7, texts(entries, entry -> entry.event().name()));
        statement.setObject(8, texts(entries, HistoryEntry::why));
        return statement;
    }

    private static String[] texts(List<HistoryEntry> entries, Function<HistoryEntry, String> field) {
        return entries.stream().map(field).toArray(String[]::new);
    }

    private static int[] numbers(List<HistoryEntry> entries, ToIntFunction<HistoryEntry> field) {
        return entries.stream().mapToInt(field).toArray();
    }

    /** What is kept of an instance, oldest first. */
    List<HistoryEntry> of(InstanceId instance) {
        return database.sql("select * from instance_history where instance = ? order by number")
                .param(instance.value())
                .query((row, _) -> new HistoryEntry(
                        instance,
                        row.getInt("number"),
                        row.getTimestamp("at").toInstant(),
                        InstanceState.ofWire(row.getString("from_state")),
                        InstanceState.ofWire(row.getString("to_state")),
                        InstanceEvent.valueOf(row.getString("event")),
                        row.getString("why")))
                .list();
    }
}
