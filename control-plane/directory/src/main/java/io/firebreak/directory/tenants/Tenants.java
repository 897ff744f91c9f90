package io.firebreak.directory.tenants;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.Shard;
import io.firebreak.assigner.ShardAssigner;
import io.firebreak.assigner.TenantId;
import io.firebreak.directory.assignment.Assignment;
import io.firebreak.directory.assignment.AssignmentPolicy;
import io.firebreak.directory.cells.CellRegistry;
import io.firebreak.directory.cells.RegisteredCell;
import io.firebreak.directory.revision.Revision;
import jakarta.persistence.EntityManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The tenants of the region. */
@Component
@Transactional
public class Tenants {
    private static final String SELECT = """
            select t.id, t.epoch, t.state, t.revision, t.cells, t.former_cells, t.limits from tenant t
            """;
    private static final String IN_ORDER = " order by t.id";

    private final TenantRows rows;
    private final EntityManager entities;
    private final JdbcClient database;
    private final CellRegistry cells;
    private final AssignmentPolicy policy;
    private final SecretSource secrets;
    private final Revision revision;

    Tenants(
            TenantRows rows,
            EntityManager entities,
            JdbcClient database,
            CellRegistry cells,
            AssignmentPolicy policy,
            SecretSource secrets,
            Revision revision) {
        this.rows = rows;
        this.entities = entities;
        this.database = database;
        this.cells = cells;
        this.policy = policy;
        this.secrets = secrets;
        this.revision = revision;
    }

    /**
     * Creates tenants, all or none, with shards over the cells as they are now. They are pending until their cells have
     * confirmed them.
     *
     * @param drafts without mistakes, no id twice
     */
    public TenantCreation create(List<TenantDraft> drafts) {
        revision.lock();
        Optional<TenantId> known = firstKnown(drafts);
        if (known.isPresent()) {
            return new TenantCreation.AlreadyKnown(known.get());
        }
        return switch (policy.over(
                cells.all().stream().map(RegisteredCell::assignable).toList())) {
            case Assignment.Ready(ShardAssigner assigner) -> new TenantCreation.Created(store(drafts, assigner));
            case Assignment.Impossible reason -> new TenantCreation.Unassignable(reason);
        };
    }

    /** Those of the drafts that are not registered yet. */
    @Transactional(readOnly = true)
    public List<TenantDraft> unknownAmong(List<TenantDraft> drafts) {
        Set<String> known = knownAmong(drafts);
        return drafts.stream().filter(draft -> !known.contains(draft.id())).toList();
    }

    /** Tells whether a tenant is registered with another key than the draft gives, and has never changed its keys since. */
    @Transactional(readOnly = true)
    public boolean hasAnotherKey(TenantDraft draft) {
        String key = draft.key();
        return key != null
                && rows.findById(draft.id())
                        .filter(row -> !row.mayHaveKey(new TenantKey(key)))
                        .isPresent();
    }

    /** All tenants in the order of their ids. */
    @Transactional(readOnly = true)
    public List<TenantRecord> all() {
        return database.sql(SELECT + IN_ORDER).query(Tenants::tenant).list();
    }

    /** A tenant; nothing when there is none of that name. */
    @Transactional(readOnly = true)
    public Optional<TenantRecord> find(TenantId id) {
        return database.sql(SELECT + " where t.id = :id")
                .param("id", id.value())
                .query(Tenants::tenant)
                .optional();
    }

    /** The tenants routers know, in the order of their ids. */
    @Transactional(readOnly = true)
    public List<TenantRecord> active() {
        return database.sql(SELECT + " where t.state = 'ACTIVE'" + IN_ORDER)
                .query(Tenants::tenant)
                .list();
    }

    /** The tenants whose entries in the table versions after one changed, newest first. */
    @Transactional(readOnly = true)
    public List<TenantRecord> changedAfter(long version, int most) {
        return database.sql(SELECT
                        + " where t.state = 'ACTIVE' and t.revision > :version"
                        + " order by t.revision desc, t.id limit :most")
                .param("version", version)
                .param("most", most)
                .query(Tenants::tenant)
                .list();
    }

    /** Those of the tenants that are pending. */
    @Transactional(readOnly = true)
    public Set<TenantId> pendingAmong(Collection<TenantId> tenants) {
        return database.sql("select id from tenant where state = 'PENDING' and id = any(:ids)")
                .param("ids", tenants.stream().map(TenantId::value).toArray(String[]::new))
                .query((row, number) -> new TenantId(row.getString("id")))
                .set();
    }

    /** How many tenants are in a state. */
    @Transactional(readOnly = true)
    public long count(TenantState state) {
        return database.sql("select count(*) from tenant where state = :state")
                .param("state", state.name())
                .query(Long.class)
                .single();
    }

    private Optional<TenantId> firstKnown(List<TenantDraft> drafts) {
        Set<String> known = knownAmong(drafts);
        return drafts.stream()
                .filter(draft -> known.contains(draft.id()))
                .map(TenantDraft::tenantId)
                .findFirst();
    }

    private Set<String> knownAmong(List<TenantDraft> drafts) {
        return database.sql("select id from tenant where id = any(:ids)")
                .param("ids", drafts.stream().map(TenantDraft::id).toArray(String[]::new))
                .query((row, number) -> row.getString("id"))
                .set();
    }

    private List<CreatedTenant> store(List<TenantDraft> drafts, ShardAssigner assigner) {
        List<CreatedTenant> created = drafts.stream()
                .map(draft -> new CreatedTenant(draft.tenantId(), keyFor(draft), 1, assigner.assign(draft.tenantId())))
                .toList();
        long current = revision.current();
        created.forEach(tenant -> entities.persist(new TenantRow(tenant, current)));
        revision.announce();
        return created;
    }

    private TenantKey keyFor(TenantDraft draft) {
        String given = draft.key();
        return given == null ? TenantKey.of(draft.tenantId(), secrets.next()) : new TenantKey(given);
    }

    static TenantRecord tenant(ResultSet row, int number) throws SQLException {
        return new TenantRecord(
                new TenantId(row.getString("id")),
                row.getLong("epoch"),
                shard(row),
                cells(row, "former_cells"),
                TenantState.valueOf(row.getString("state")),
                LimitsJson.read(row.getString("limits")),
                row.getLong("revision"));
    }

    static Shard shard(ResultSet row) throws SQLException {
        return new Shard(cells(row, "cells"));
    }

    static List<CellId> cells(ResultSet row, String column) throws SQLException {
        String[] ids = (String[]) row.getArray(column).getArray();
        return Arrays.stream(ids).map(CellId::new).sorted().toList();
    }
}
