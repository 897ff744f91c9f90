package io.firebreak.cell.access;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.firebreak.assigner.CellId;
import io.firebreak.assigner.CellState;
import io.firebreak.assigner.Shard;
import io.firebreak.assigner.TenantId;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the directory sends: {@code PUT /internal/v1/tenants}. */
@JsonIgnoreProperties(ignoreUnknown = true)
record AccessPush(@Nullable List<CellEntry> cells, @Nullable List<TenantEntry> tenants) {
    /** A directory pushes batches; 500 entries are about 100 KB. */
    static final int LARGEST = 500;

    @JsonIgnoreProperties(ignoreUnknown = true)
    record CellEntry(String id, int number, String state, List<URI> nodes) {
        PeerCell peer() {
            return new PeerCell(new CellId(id), number, CellState.valueOf(state.toUpperCase(Locale.ROOT)), nodes);
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record TenantEntry(
            String id,
            String keyHash,
            long epoch,
            List<String> cells,
            @Nullable List<String> formerCells,
            boolean revoked) {
        Tenant tenant() {
            return new Tenant(
                    new TenantId(id),
                    KeyHash.ofHex(keyHash),
                    epoch,
                    new Shard(cells.stream().map(CellId::new).toList()),
                    formerCells == null
                            ? List.of()
                            : formerCells.stream().map(CellId::new).toList(),
                    revoked);
        }
    }

    List<PeerCell> peers() {
        return cells == null ? List.of() : cells.stream().map(CellEntry::peer).toList();
    }

    List<Tenant> allTenants() {
        return tenants == null
                ? List.of()
                : tenants.stream().map(TenantEntry::tenant).toList();
    }
}
