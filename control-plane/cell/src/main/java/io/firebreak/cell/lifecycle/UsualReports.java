package io.firebreak.cell.lifecycle;

import io.firebreak.fleet.api.HostedInstance;
import io.firebreak.fleet.api.HostedState;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What reports say nearly always, in one statement for many instances: that one has booted, which is the table's {@code
 * HOST_RUNNING} on {@code PENDING}, or, in a complete report, that all is as recorded.
 */
@Component
public class UsualReports {
    /**
     * Locks row by row in the order of the ids it is given, as all do who lock several instances. Each row is found by
     * its id and written by its place, and OFFSET 0 keeps the other conditions out of the search: a plan made when hardly
     * anything was pending must not scan all that is pending now.
     */
    private static final String BOOTED = """
            with booted as materialized (
                select i.place from unnest(?, ?, ?, ?) as r (id, generation, host, state)
                cross join lateral (
                    select ctid as place, generation, host, state, action from instance where id = r.id
                    offset 0 for no key update
                ) as i
                where i.generation = r.generation and i.host = r.host and i.state = 'pending' and i.action = 'RUN'
            )
            update instance set state = 'running', state_reason = null, dispatch_at = null, changes = changes + 1,
                updated_at = cast(? as timestamptz), version = version + 1
            from booted where instance.ctid = booted.place
            returning instance.id, instance.changes""";

    private static final String AS_RECORDED = """
            select r.id from unnest(?, ?, ?, ?) as r (id, generation, host, state)
            cross join lateral (
                select generation, host, state, action, dispatch_at from instance where id = r.id
                offset 0
            ) as i
            where i.generation = r.generation and i.host = r.host
              and ((r.state = 'RUNNING' and i.state = 'running' and i.dispatch_at is null)
                or (r.state = 'BOOTING' and i.state = 'pending' and i.action = 'RUN'))""";

    private final JdbcTemplate database;
    private final InstanceHistory history;
    private final InstantSource clock;

    UsualReports(JdbcTemplate database, InstanceHistory history, InstantSource clock) {
        this.database = database;
        this.history = history;
        this.clock = clock;
    }

    /**
     * Records what has booted, and returns the part of the report that says anything unusual. That is for another
     * transaction: one that goes on to lock more instances would not lock all of them in order.
     */
    @Transactional
    public List<HostedInstance> record(Collection<HostedInstance> part) {
        List<HostedInstance> news = without(part, asRecorded(part));
        return without(
                news,
                booted(news.stream()
                        .filter(hosted -> hosted.state() == HostedState.RUNNING)
                        .sorted(Comparator.comparing(HostedInstance::instance))
                        .toList()));
    }

    private Set<String> booted(List<HostedInstance> running) {
        if (running.isEmpty()) {
            return Set.of();
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        List<HistoryEntry> booted = database.query(
                BOOTED,
                statement -> {
                    bind(statement, running);
                    statement.setString(5, now.toString());
                },
                (row, _) -> entry(new InstanceId(row.getString("id")), row.getInt("changes"), now));
        history.write(booted);
        return booted.stream().map(entry -> entry.instance().value()).collect(Collectors.toSet());
    }

    private static HistoryEntry entry(InstanceId instance, int changes, Instant now) {
        InstanceEvent event = InstanceEvent.HOST_RUNNING;
        return new HistoryEntry(
                instance, changes, now, InstanceState.PENDING, InstanceState.RUNNING, event, event.why());
    }

    private Set<String> asRecorded(Collection<HostedInstance> part) {
        if (part.isEmpty()) {
            return Set.of();
        }
        return Set.copyOf(
                database.query(AS_RECORDED, statement -> bind(statement, part), (row, _) -> row.getString(1)));
    }

    private static void bind(PreparedStatement statement, Collection<HostedInstance> reported) throws SQLException {
        statement.setObject(1, ids(reported));
        statement.setObject(
                2, reported.stream().mapToLong(HostedInstance::generation).toArray());
        statement.setObject(3, reported.stream().map(HostedInstance::host).toArray(String[]::new));
        statement.setObject(
                4, reported.stream().map(hosted -> hosted.state().name()).toArray(String[]::new));
    }

    private static String[] ids(Collection<HostedInstance> reported) {
        return reported.stream().map(HostedInstance::instance).toArray(String[]::new);
    }

    private static List<HostedInstance> without(Collection<HostedInstance> part, Set<String> done) {
        return part.stream().filter(hosted -> !done.contains(hosted.instance())).toList();
    }
}
