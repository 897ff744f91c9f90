package io.firebreak.cell.capacity;

import io.firebreak.cell.placement.HostCapacity;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Reads the hosts that changed since an earlier reading, by PostgreSQL's own mark on every row: the transaction that wrote
 * it. Reading all of a large cell every second would cost more than all its launches.
 */
@Component
class ChangedHosts {
    /** Every transaction that is not over has this number or a higher one, so its changes are found by the next reading. */
    private static final String HORIZON = "select cast(pg_snapshot_xmin(pg_current_snapshot()) as text)";

    /** Numbers of transactions run in a ring, so they are compared by their age. */
    private static final String SINCE = """
            select * from host where age(xmin) <= age(cast(mod(cast(? as numeric), 4294967296) as text)::xid)""";

    private final JdbcClient database;

    ChangedHosts(JdbcClient database) {
        this.database = database;
    }

    /**
     * Hosts that changed, perhaps some that did not.
     *
     * @param horizon from where the next reading goes on
     */
    record Reading(List<HostCapacity> hosts, String horizon) {}

    Reading all() {
        String next = horizon();
        return new Reading(
                database.sql("select * from host")
                        .query((row, _) -> HostStore.capacity(row))
                        .list(),
                next);
    }

    /** @param horizon of a reading of this server, at most some hours old */
    Reading since(String horizon) {
        String next = horizon();
        return new Reading(
                database.sql(SINCE)
                        .param(horizon)
                        .query((row, _) -> HostStore.capacity(row))
                        .list(),
                next);
    }

    private String horizon() {
        return database.sql(HORIZON).query(String.class).single();
    }
}
