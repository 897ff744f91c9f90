package io.firebreak.directory.tenants;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.TenantId;
import io.firebreak.directory.cells.CellRegistry;
import io.firebreak.directory.cells.RegisteredCell;
import io.firebreak.directory.revision.Revision;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What cells have confirmed, and what follows from it: a tenant becomes active, and so enters the routing table, when
 * every cell of its shard that is not out has confirmed its epoch; a cell that comes back from out is shown again when it
 * has confirmed all its tenants. All statements work on sets of rows: the number of statements does not grow with tenants.
 */
@Component
@Transactional
public class Confirmations {
    private static final String MEMBERS =
            " shard_member m join tenant t on t.id = m.tenant_id join cell c on c.id = m.cell_id ";
    /** What a cell is to know: of a later epoch than the table shows while a move is on its way. */
    private static final String SHARD_DUE = """
            case when m.due_epoch > t.epoch and v.phase in ('PREPARING', 'SWITCHING') then v.to_cells else t.cells end
                as cells,
            case when m.due_epoch = t.epoch then t.former_cells
                 when v.phase in ('PREPARING', 'SWITCHING') then v.from_cells
                 else '{}' end as former_cells
            """;

    private static final String UNCONFIRMED =
            " (m.confirmed_epoch < m.due_epoch or m.confirmed_registration < c.registration) ";

    /** A newer epoch need not be sent again, but confirms nothing: from before a restore, it may be of another shard. */
    private static final String NOT_AS_DUE = " (m.confirmed_epoch <> m.due_epoch or" + UNCONFIRMED + ") ";

    /** What one version changes goes to routers in one answer; the rest is the next version, a moment later. */
    private static final int MOST_IN_ONE_VERSION = 5_000;

    private final JdbcClient database;
    private final CellRegistry cells;
    private final Revision revision;

    Confirmations(JdbcClient database, CellRegistry cells, Revision revision) {
        this.database = database;
        this.cells = cells;
        this.revision = revision;
    }

    /** The cells that have something to confirm. */
    @Transactional(readOnly = true)
    public Set<CellId> cellsBehind() {
        return database.sql("select distinct m.cell_id from" + MEMBERS + "where" + UNCONFIRMED)
                .query((row, number) -> new CellId(row.getString(1)))
                .set();
    }

    /**
     * The next credentials of a cell in the order of the tenants' ids, confirmed or not.
     *
     * @param after the last id of the batch before, or the empty text
     */
    @Transactional(readOnly = true)
    public List<Credential> all(CellId cell, String after, int limit) {
        return batch(cell, after, limit, "");
    }

    /** As {@link #all}, but only what the cell has not confirmed. */
    @Transactional(readOnly = true)
    public List<Credential> unconfirmed(CellId cell, String after, int limit) {
        return batch(cell, after, limit, " and" + UNCONFIRMED);
    }

    /**
     * Records a cell's word and draws the consequences, in one transaction.
     *
     * @param cell as it was when the credentials were read: a confirmation under an earlier registration counts only for
     *     that one
     */
    public void confirm(RegisteredCell cell, List<ConfirmedEpoch> confirmed) {
        revision.lock();
        database.sql("""
                update shard_member m
                set confirmed_epoch = n.epoch, confirmed_registration = :registration
                from unnest(:tenants::varchar[], :epochs::bigint[]) as n (tenant_id, epoch)
                where m.cell_id = :cell and m.tenant_id = n.tenant_id
                  and (m.confirmed_registration, m.confirmed_epoch) < (:registration, n.epoch)
                """)
                .param("registration", cell.registration())
                .param("cell", cell.id().value())
                .param(
                        "tenants",
                        confirmed.stream().map(one -> one.id().value()).toArray(String[]::new))
                .param("epochs", confirmed.stream().map(ConfirmedEpoch::epoch).toArray(Long[]::new))
                .update();
        settle();
    }

    /** Draws the consequences of what is confirmed; also those of a cell that went out since. */
    public void settle() {
        revision.lock();
        int activated = activate();
        List<CellId> returned = returnedCells();
        cells.completeReturn(returned);
        if (activated > 0 || !returned.isEmpty()) {
            revision.raise();
        }
    }

    private int activate() {
        String member = "select from shard_member m join cell c on c.id = m.cell_id"
                + " where m.tenant_id = t.id and c.state <> 'OUT'";
        return database.sql("update tenant t set state = 'ACTIVE', revision = :revision where t.id in ("
                        + "select t.id from tenant t where t.state = 'PENDING' and exists (" + member
                        + ") and not exists (" + member + " and" + NOT_AS_DUE + ") limit :most)")
                .param("revision", revision.next())
                .param("most", MOST_IN_ONE_VERSION)
                .update();
    }

    private List<CellId> returnedCells() {
        return database.sql("select r.id from cell r where r.returning_as is not null and not exists (select from"
                        + MEMBERS + "where m.cell_id = r.id and" + UNCONFIRMED + ")")
                .query((row, number) -> new CellId(row.getString(1)))
                .list();
    }

    private List<Credential> batch(CellId cell, String after, int limit, String condition) {
        return database.sql("select t.id, t.key_hash, m.due_epoch as epoch, not" + UNCONFIRMED
                        + "as confirmed, " + SHARD_DUE + " from" + MEMBERS
                        + "left join tenant_move v on v.tenant_id = t.id and v.phase <> 'CLOSED' where m.cell_id = :cell and t.id > :after"
                        + condition
                        + " order by t.id limit :limit")
                .param("cell", cell.value())
                .param("after", after)
                .param("limit", limit)
                .query(Confirmations::credential)
                .list();
    }

    private static Credential credential(ResultSet row, int number) throws SQLException {
        return new Credential(
                new TenantId(row.getString("id")),
                row.getString("key_hash"),
                row.getLong("epoch"),
                Tenants.shard(row),
                Tenants.cells(row, "former_cells"),
                row.getBoolean("confirmed"));
    }
}
