package io.firebreak.cell.access;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.CellState;
import io.firebreak.assigner.Shard;
import io.firebreak.assigner.TenantId;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Tenants and peer cells in the cell's database. */
@Component
class AccessStore {
    /**
     * Pushes take turns until they have committed, so revisions become visible in their order: a reader who has seen
     * one has missed none before it.
     */
    private static final String TAKE_TURNS = "select pg_advisory_xact_lock(hashtext('firebreak.access'))";

    private static final String UPSERT_TENANT = """
            insert into tenant (id, key_hash, epoch, cells, former_cells, revoked, revision)
            values (?, ?, ?, ?, ?, ?, nextval('access_revision'))
            on conflict (id) do update set key_hash = excluded.key_hash, epoch = excluded.epoch,
                cells = excluded.cells, former_cells = excluded.former_cells, revoked = excluded.revoked, revision = excluded.revision
            where tenant.epoch <= excluded.epoch
              and (tenant.key_hash, tenant.epoch, tenant.cells, tenant.former_cells, tenant.revoked)
                  is distinct from
                  (excluded.key_hash, excluded.epoch, excluded.cells, excluded.former_cells, excluded.revoked)""";

    private static final String UPSERT_PEER = """
            insert into peer_cell (id, number, state, nodes, revision)
            values (?, ?, ?, ?, nextval('access_revision'))
            on conflict (id) do update set number = excluded.number, state = excluded.state,
                nodes = excluded.nodes, revision = excluded.revision
            where (peer_cell.number, peer_cell.state, peer_cell.nodes)
                is distinct from (excluded.number, excluded.state, excluded.nodes)""";

    private final JdbcTemplate database;

    AccessStore(JdbcTemplate database) {
        this.database = database;
    }

    @Transactional
    void record(List<PeerCell> peers, List<Tenant> tenants) {
        database.execute(TAKE_TURNS);
        database.batchUpdate(UPSERT_PEER, peers, AccessPush.LARGEST, (statement, peer) -> {
            statement.setString(1, peer.id().value());
            statement.setInt(2, peer.number());
            statement.setString(3, peer.state().name());
            statement.setObject(4, peer.nodes().stream().map(URI::toString).toArray(String[]::new));
        });
        database.batchUpdate(UPSERT_TENANT, tenants, AccessPush.LARGEST, (statement, tenant) -> {
            statement.setString(1, tenant.id().value());
            statement.setBytes(2, tenant.keyHash().bytes());
            statement.setLong(3, tenant.epoch());
            statement.setObject(4, texts(tenant.shard().cells()));
            statement.setObject(5, texts(tenant.formerCells()));
            statement.setBoolean(6, tenant.revoked());
        });
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

    private static Tenant tenant(ResultSet row) throws SQLException {
        return new Tenant(
                new TenantId(row.getString("id")),
                KeyHash.ofBytes(row.getBytes("key_hash")),
                row.getLong("epoch"),
                new Shard(texts(row, "cells").map(CellId::new).toList()),
                texts(row, "former_cells").map(CellId::new).toList(),
                row.getBoolean("revoked"));
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
