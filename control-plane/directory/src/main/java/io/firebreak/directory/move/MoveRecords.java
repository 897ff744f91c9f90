package io.firebreak.directory.move;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.Shard;
import io.firebreak.assigner.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Rows of {@code tenant_move}, and what a phase writes beside them. All of it in the caller's transaction. */
@Component
class MoveRecords {
    /** Of one tenant, in one answer. */
    private static final int MOST_LISTED = 100;

    private static final String SELECT = "select * from tenant_move ";

    private final JdbcClient database;

    MoveRecords(JdbcClient database) {
        this.database = database;
    }

    /** Moves that wait for the word of cells, oldest first. */
    List<Move> awaitingCells(int most) {
        return database.sql(SELECT + """
                        where phase in ('PREPARING', 'SWITCHING', 'CLOSING') order by started_at, tenant_id limit :most
                        """)
                .param("most", most)
                .query(MoveRecords::move)
                .list();
    }

    /** Moves that are open since an instant or longer, in the order of the tenants' ids. */
    List<Move> openSince(Instant latest, String after, int most) {
        return database.sql(SELECT + """
                        where phase = 'OPEN' and active_at <= :latest and tenant_id > :after
                        order by tenant_id limit :most
                        """)
                .param("latest", Timestamp.from(latest))
                .param("after", after)
                .param("most", most)
                .query(MoveRecords::move)
                .list();
    }

    /** Moves that are not closed, oldest first. */
    List<Move> open(int most) {
        return database.sql(SELECT + "where phase <> 'CLOSED' order by started_at, tenant_id limit :most")
                .param("most", most)
                .query(MoveRecords::move)
                .list();
    }

    Optional<Move> openOf(TenantId tenant) {
        return database.sql(SELECT + "where tenant_id = :tenant and phase <> 'CLOSED'")
                .param("tenant", tenant.value())
                .query(MoveRecords::move)
                .optional();
    }

    /** A tenant's moves, the newest first. */
    List<Move> of(TenantId tenant) {
        return database.sql(SELECT + "where tenant_id = :tenant order by epoch desc limit :most")
                .param("tenant", tenant.value())
                .param("most", MOST_LISTED)
                .query(MoveRecords::move)
                .list();
    }

    /** Begins a move: only the cells that join are due to have its epoch. */
    void begin(Move move) {
        database.sql("""
                        insert into tenant_move (tenant_id, epoch, from_cells, to_cells, phase, started_at)
                        values (:tenant, :epoch, :from, :to, :phase, :now)
                        """)
                .param("tenant", move.tenant().value())
                .param("epoch", move.epoch())
                .param("from", texts(move.from().cells()))
                .param("to", texts(move.to().cells()))
                .param("phase", move.phase().name())
                .param("now", Timestamp.from(move.startedAt()))
                .update();
        database.sql("""
                        insert into shard_member (tenant_id, cell_id, due_epoch)
                        select :tenant, cell, :epoch from unnest(:cells::varchar[]) as cell
                        on conflict (tenant_id, cell_id) do update
                            set due_epoch = excluded.due_epoch,
                                confirmed_epoch = least(shard_member.confirmed_epoch, excluded.due_epoch - 1)
                        """)
                .param("tenant", move.tenant().value())
                .param("epoch", move.epoch())
                .param("cells", texts(move.joining()))
                .update();
    }

    /**
     * Every cell that knows the tenant is due to have an epoch. What was confirmed before that is not of this move, whatever
     * its epoch.
     */
    void due(TenantId tenant, long epoch) {
        database.sql("""
                        update shard_member set due_epoch = :epoch, confirmed_epoch = least(confirmed_epoch, :epoch - 1)
                        where tenant_id = :tenant and due_epoch <> :epoch
                        """).param("tenant", tenant.value()).param("epoch", epoch).update();
    }

    /** How many of some cells, but those that are out, have not confirmed just what they are due to have. */
    long behind(TenantId tenant, Collection<CellId> cells) {
        return database.sql("""
                        select count(*) from shard_member m join cell c on c.id = m.cell_id
                        where m.tenant_id = :tenant and m.cell_id = any(:cells) and c.state <> 'OUT'
                          and (m.confirmed_epoch <> m.due_epoch or m.confirmed_registration < c.registration)
                        """)
                .param("tenant", tenant.value())
                .param("cells", texts(cells))
                .query(Long.class)
                .single();
    }

    /** What the table shows from now on. */
    void publish(TenantId tenant, long epoch, Shard shard, List<CellId> former, long revision) {
        database.sql("""
                        update tenant set epoch = :epoch, cells = :cells, former_cells = :former, revision = :revision
                        where id = :tenant
                        """)
                .param("tenant", tenant.value())
                .param("epoch", epoch)
                .param("cells", texts(shard.cells()))
                .param("former", texts(former))
                .param("revision", revision)
                .update();
    }

    void phase(Move move, MovePhase phase, @Nullable Instant activeAt, @Nullable Instant closedAt) {
        database.sql("""
                        update tenant_move set phase = :phase, active_at = :active, closed_at = :closed
                        where tenant_id = :tenant and epoch = :epoch
                        """)
                .param("phase", phase.name())
                .param("active", activeAt == null ? null : Timestamp.from(activeAt))
                .param("closed", closedAt == null ? null : Timestamp.from(closedAt))
                .param("tenant", move.tenant().value())
                .param("epoch", move.epoch())
                .update();
    }

    /** How many moves are in a phase. */
    long count(MovePhase phase) {
        return database.sql("select count(*) from tenant_move where phase = :phase")
                .param("phase", phase.name())
                .query(Long.class)
                .single();
    }

    private static Move move(ResultSet row, int number) throws SQLException {
        return new Move(
                new TenantId(row.getString("tenant_id")),
                row.getLong("epoch"),
                shard(row, "from_cells"),
                shard(row, "to_cells"),
                MovePhase.valueOf(row.getString("phase")),
                row.getTimestamp("started_at").toInstant(),
                instant(row.getTimestamp("active_at")),
                instant(row.getTimestamp("closed_at")));
    }

    private static Shard shard(ResultSet row, String column) throws SQLException {
        String[] ids = (String[]) row.getArray(column).getArray();
        return new Shard(Arrays.stream(ids).map(CellId::new).toList());
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }

    private static String[] texts(Collection<CellId> cells) {
        return cells.stream().map(CellId::value).toArray(String[]::new);
    }
}
