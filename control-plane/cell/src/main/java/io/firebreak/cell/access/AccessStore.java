package io.firebreak.cell.access;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.CellState;
import io.firebreak.assigner.Shard;
import io.firebreak.assigner.TenantId;
import java.net.URI;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Tenants and peer cells in the cell's database. */
@Component
class AccessStore {
    /**
     * Pushes take turns until they have committed, so revisions become visible in their order: a reader who has seen
     * one has missed none before it.
     */
    private static final String TAKE_TURNS = "select pg_advisory_xact_lock(hashtext('firebreak.access'))";

    private static final String INSERT_TENANT = """
            insert into tenant (epoch, cells, former_cells, key_hash, second_key_hash, revoked, keys_version, limits, id, revision)
            values (?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, nextval('access_revision'))
            on conflict (id) do nothing""";

    /** Shard and keys change apart from each other, each by its own number: neither may bring back an older one of the other. */
    private static final String UPDATE_SHARD = """
            update tenant set epoch = said.epoch, cells = said.cells, former_cells = said.former_cells,
                revision = nextval('access_revision')
            from (values (?, ?::bigint, ?::text[], ?::text[])) as said (id, epoch, cells, former_cells)
            where tenant.id = said.id and tenant.epoch <= said.epoch
              and (tenant.epoch, tenant.cells, tenant.former_cells)
                  is distinct from (said.epoch, said.cells, said.former_cells)""";

    /** A directory that counts no versions has the say as long as no other one has spoken, and then by epoch. */
    private static final String UPDATE_KEYS = """
            update tenant set key_hash = said.key_hash, second_key_hash = said.second_key_hash, revoked = said.revoked,
                keys_version = said.keys_version, limits = said.limits, revision = nextval('access_revision')
            from (values (?, ?::bigint, ?::bytea, ?::bytea, ?::boolean, ?::bigint, ?::jsonb))
                as said (id, epoch, key_hash, second_key_hash, revoked, keys_version, limits)
            where tenant.id = said.id
              and ((said.keys_version > 0 and tenant.keys_version <= said.keys_version)
                   or (tenant.keys_version = 0 and said.keys_version = 0 and tenant.epoch <= said.epoch))
              and (tenant.key_hash, tenant.second_key_hash, tenant.revoked, tenant.keys_version, tenant.limits)
                  is distinct from
                  (said.key_hash, said.second_key_hash, said.revoked, said.keys_version, said.limits)""";

    /**
     * A push that was on its way for long must not bring back what a later one has changed. The version is kept also where nothing
     * else is new, and other nodes read only what is. A directory that counts no versions is taken at its word, as it came; one
     * that is more than a minute behind is no push on its way, but a clock that was set back.
     */
    private static final String UPSERT_PEER = """
            insert into peer_cell (id, number, state, nodes, version, revision)
            values (?, ?, ?, ?, ?, nextval('access_revision'))
            on conflict (id) do update set number = excluded.number, state = excluded.state, nodes = excluded.nodes,
                version = case when excluded.version = 0 then peer_cell.version else excluded.version end,
                revision = case when (peer_cell.number, peer_cell.state, peer_cell.nodes)
                    is distinct from (excluded.number, excluded.state, excluded.nodes)
                    then excluded.revision else peer_cell.revision end
            where excluded.version > peer_cell.version
               or (excluded.version > 0 and excluded.version < peer_cell.version - 60000000)
               or (excluded.version = 0 and (peer_cell.number, peer_cell.state, peer_cell.nodes)
                   is distinct from (excluded.number, excluded.state, excluded.nodes))""";

    private final JdbcTemplate database;
    private final JsonMapper json;

    AccessStore(JdbcTemplate database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /** @param peersVersion 0 when none is counted */
    @Transactional
    void record(List<PeerCell> peers, long peersVersion, List<Tenant> tenants) {
        database.execute(TAKE_TURNS);
        database.batchUpdate(UPSERT_PEER, peers, AccessPush.LARGEST, (statement, peer) -> {
            statement.setString(1, peer.id().value());
            statement.setInt(2, peer.number());
            statement.setString(3, peer.state().name());
            statement.setObject(4, peer.nodes().stream().map(URI::toString).toArray(String[]::new));
            statement.setLong(5, peersVersion);
        });
        database.batchUpdate(INSERT_TENANT, tenants, AccessPush.LARGEST, (statement, tenant) -> {
            setKeys(statement, setShard(statement, 1, tenant), tenant);
            statement.setString(9, tenant.id().value());
        });
        database.batchUpdate(UPDATE_SHARD, tenants, AccessPush.LARGEST, (statement, tenant) -> {
            statement.setString(1, tenant.id().value());
            setShard(statement, 2, tenant);
        });
        database.batchUpdate(UPDATE_KEYS, tenants, AccessPush.LARGEST, (statement, tenant) -> {
            statement.setString(1, tenant.id().value());
            statement.setLong(2, tenant.epoch());
            setKeys(statement, 3, tenant);
        });
    }

    private static int setShard(PreparedStatement statement, int first, Tenant tenant) throws SQLException {
        statement.setLong(first, tenant.epoch());
        statement.setObject(first + 1, texts(tenant.shard().cells()));
        statement.setObject(first + 2, texts(tenant.formerCells()));
        return first + 3;
    }

    private void setKeys(PreparedStatement statement, int first, Tenant tenant) throws SQLException {
        List<KeyHash> hashes = tenant.keyHashes();
        statement.setBytes(first, hashes.getFirst().bytes());
        statement.setBytes(first + 1, hashes.size() > 1 ? hashes.get(1).bytes() : null);
        statement.setBoolean(first + 2, tenant.revoked());
        statement.setLong(first + 3, tenant.keysVersion());
        statement.setString(
                first + 4,
                tenant.limits().equals(TenantLimits.DEFAULTS) ? null : json.writeValueAsString(tenant.limits()));
    }

    @Transactional(readOnly = true)
    AccessChanges changesAfter(long revision) {
        Long newest = database.queryForObject("""
                select greatest((select max(revision) from tenant), (select max(revision) from peer_cell), 0)""", Long.class);
        if (newest == null || newest <= revision) {
            return new AccessChanges(revision, List.of(), List.of());
        }
        return new AccessChanges(
                newest,
                database.query(
                        "select * from tenant where revision > ? and revision <= ?",
                        (row, _) -> tenant(row),
                        revision,
                        newest),
                database.query(
                        "select * from peer_cell where revision > ? and revision <= ?",
                        (row, _) -> peer(row),
                        revision,
                        newest));
    }

    private Tenant tenant(ResultSet row) throws SQLException {
        String limits = row.getString("limits");
        return new Tenant(
                new TenantId(row.getString("id")),
                Stream.of(row.getBytes("key_hash"), row.getBytes("second_key_hash"))
                        .filter(Objects::nonNull)
                        .map(KeyHash::ofBytes)
                        .toList(),
                row.getLong("epoch"),
                new Shard(texts(row, "cells").map(CellId::new).toList()),
                texts(row, "former_cells").map(CellId::new).toList(),
                row.getBoolean("revoked"),
                limits == null ? TenantLimits.DEFAULTS : json.readValue(limits, TenantLimits.class),
                row.getLong("keys_version"));
    }

    private static PeerCell peer(ResultSet row) throws SQLException {
        return new PeerCell(
                new CellId(row.getString("id")),
                row.getInt("number"),
                CellState.valueOf(row.getString("state")),
                texts(row, "nodes").map(URI::create).toList());
    }

    private static String[] texts(List<CellId> cells) {
        return cells.stream().map(CellId::value).toArray(String[]::new);
    }

    private static Stream<String> texts(ResultSet row, String column) throws SQLException {
        return Arrays.stream((String[]) row.getArray(column).getArray());
    }
}
