package io.firebreak.directory.tenants;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.TenantId;
import io.firebreak.directory.cells.CellRegistry;
import io.firebreak.directory.cells.RegisteredCell;
import io.firebreak.directory.revision.Revision;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
            " (m.confirmed_epoch < m.due_epoch or m.confirmed_keys < t.keys_version or m.confirmed_registration < c.registration) ";

    /** What a cell is to know of its tenants, confirmed or not. */
    private static final String CREDENTIALS =
            "select t.id, t.key_hash, t.second_key_hash, t.revoked, t.keys_changed, t.keys_version,"
                    + " t.limits, m.due_epoch as epoch, not" + UNCONFIRMED + "as confirmed, " + SHARD_DUE + " from"
                    + MEMBERS
                    + "left join tenant_move v on v.tenant_id = t.id and v.phase <> 'CLOSED' where m.cell_id = :cell";

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
    public List<Behind> cellsBehind() {
        return database.sql("select m.cell_id,"
                        + " coalesce(max(t.keys_version) filter (where m.confirmed_keys < t.keys_version), 0) as keys"
                        + " from" + MEMBERS + "where" + UNCONFIRMED + "group by m.cell_id")
                .query((row, number) -> new Behind(new CellId(row.getString("cell_id")), row.getLong("keys")))
                .list();
    }

    /** Which of the cells that know a tenant hold a version of its keys and limits, in the order of the cells' numbers. */
    @Transactional(readOnly = true)
    public Spread spread(TenantId tenant, long keysVersion) {
        Map<Boolean, List<CellId>> cellsByConfirmed = database
                .sql(
                        "select m.cell_id, m.confirmed_keys >= :version and m.confirmed_registration >= c.registration as confirmed from"
                                + MEMBERS + "where t.id = :tenant order by c.number")
                .param("tenant", tenant.value())
                .param("version", keysVersion)
                .query((row, number) -> Map.entry(row.getBoolean("confirmed"), new CellId(row.getString("cell_id"))))
                .list()
                .stream()
                .collect(Collectors.partitioningBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
        return new Spread(
                cellsByConfirmed.getOrDefault(true, List.of()), cellsByConfirmed.getOrDefault(false, List.of()));
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

    /** As {@link #unconfirmed}, but only what was said of keys after a version, the newest first. */
    @Transactional(readOnly = true)
    public List<Credential> unconfirmedKeysAfter(CellId cell, long keysVersion, int limit) {
        return database.sql(CREDENTIALS + " and t.keys_version > :after and" + UNCONFIRMED
                        + " order by t.keys_version desc limit :limit")
                .param("cell", cell.value())
                .param("after", keysVersion)
                .param("limit", limit)
                .query(Confirmations::credential)
                .list();
    }

    /** The highest version of keys of all tenants; 0 without any. */
    @Transactional(readOnly = true)
    public long newestKeys() {
        return database.sql("select coalesce(max(keys_version), 0) from tenant")
                .query(Long.class)
                .single();
    }

    /** Those of some tenants that a cell is to know. */
    @Transactional(readOnly = true)
    public List<Credential> held(String cell, Collection<String> tenants) {
        return database.sql(CREDENTIALS + " and t.id = any(:tenants)")
                .param("cell", cell)
                .param("tenants", tenants.toArray(String[]::new))
                .query(Confirmations::credential)
                .list();
    }

    /**
     * Records a cell's word and draws the consequences, in one transaction.
     *
     * @param cell as it was when the credentials were read: a confirmation under an earlier registration counts only for
     *     that one
     */
    public void confirm(RegisteredCell cell, List<ConfirmedTenant> confirmed) {
        revision.lock();
        database.sql("""
                update shard_member m
                set confirmed_registration = :registration,
                    confirmed_epoch = case when m.confirmed_registration < :registration then n.epoch
                                           else greatest(m.confirmed_epoch, n.epoch) end,
                    confirmed_keys = case when m.confirmed_registration < :registration then n.keys
                                          else greatest(m.confirmed_keys, n.keys) end
                from unnest(:tenants::varchar[], :epochs::bigint[], :keys::bigint[]) as n (tenant_id, epoch, keys)
                where m.cell_id = :cell and m.tenant_id = n.tenant_id and m.confirmed_registration <= :registration
                  and (m.confirmed_registration < :registration
                       or m.confirmed_epoch < n.epoch or m.confirmed_keys < n.keys)
                """)
                .param("registration", cell.registration())
                .param("cell", cell.id().value())
                .param(
                        "tenants",
                        confirmed.stream().map(one -> one.id().value()).toArray(String[]::new))
                .param("epochs", confirmed.stream().map(ConfirmedTenant::epoch).toArray(Long[]::new))
                .param(
                        "keys",
                        confirmed.stream().map(ConfirmedTenant::keysVersion).toArray(Long[]::new))
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
        return database.sql(CREDENTIALS + " and t.id > :after" + condition + " order by t.id limit :limit")
                .param("cell", cell.value())
                .param("after", after)
                .param("limit", limit)
                .query(Confirmations::credential)
                .list();
    }

    private static Credential credential(ResultSet row, int number) throws SQLException {
        return new Credential(
                new TenantId(row.getString("id")),
                Stream.of(row.getString("key_hash"), row.getString("second_key_hash"))
                        .flatMap(Stream::ofNullable)
                        .toList(),
                row.getBoolean("revoked"),
                row.getBoolean("keys_changed"),
                row.getLong("keys_version"),
                LimitsJson.read(row.getString("limits")),
                row.getLong("epoch"),
                Tenants.shard(row),
                Tenants.cells(row, "former_cells"),
                row.getBoolean("confirmed"));
    }
}
