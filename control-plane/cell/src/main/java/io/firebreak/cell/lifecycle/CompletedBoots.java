package io.firebreak.cell.lifecycle;

import io.firebreak.fleet.api.HostedInstance;
import io.firebreak.fleet.api.HostedState;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * The transition every launch makes, from pending to running because its host says so, for many instances in one
 * statement. It is the table's {@code HOST_RUNNING} on {@code PENDING}, and one test holds the two together.
 */
@Component
class CompletedBoots {
    /** Locks in the order of the ids, as all do who lock several instances. */
    private static final String COMPLETE = """
            with reported as materialized (
                select * from unnest(?, ?, ?) as r (id, generation, host)
            ), locked as materialized (
                select id from instance where id = any (?) order by id for no key update
            )
            update instance set state = 'running', state_reason = null, dispatch_at = null, changes = changes + 1,
                updated_at = cast(? as timestamptz), version = version + 1
            from locked join reported r on r.id = locked.id
            where instance.id = locked.id and instance.generation = r.generation and instance.host = r.host
              and state = 'pending' and action = 'RUN'
            returning instance.id, instance.changes""";

    private final JdbcTemplate database;
    private final InstanceHistory history;

    CompletedBoots(JdbcTemplate database, InstanceHistory history) {
        this.database = database;
        this.history = history;
    }

    /** Records in the current transaction what has booted, and returns the part of the report that says anything else. */
    List<HostedInstance> record(Collection<HostedInstance> part, Instant now) {
        List<HostedInstance> running = part.stream()
                .filter(hosted -> hosted.state() == HostedState.RUNNING)
                .toList();
        if (running.isEmpty()) {
            return List.copyOf(part);
        }
        String[] ids = running.stream().map(HostedInstance::instance).toArray(String[]::new);
        List<HistoryEntry> booted = database.query(
                COMPLETE,
                statement -> {
                    statement.setObject(1, ids);
                    statement.setObject(
                            2,
                            running.stream()
                                    .mapToLong(HostedInstance::generation)
                                    .toArray());
                    statement.setObject(
                            3, running.stream().map(HostedInstance::host).toArray(String[]::new));
                    statement.setObject(4, ids);
                    statement.setString(5, now.toString());
                },
                (row, _) -> entry(new InstanceId(row.getString("id")), row.getInt("changes"), now));
        history.write(booted);
        Set<String> done =
                booted.stream().map(entry -> entry.instance().value()).collect(Collectors.toSet());
        return part.stream()
                .filter(hosted -> hosted.state() != HostedState.RUNNING || !done.contains(hosted.instance()))
                .toList();
    }

    private static HistoryEntry entry(InstanceId instance, int changes, Instant now) {
        InstanceEvent event = InstanceEvent.HOST_RUNNING;
        return new HistoryEntry(
                instance, changes, now, InstanceState.PENDING, InstanceState.RUNNING, event, event.why());
    }
}
