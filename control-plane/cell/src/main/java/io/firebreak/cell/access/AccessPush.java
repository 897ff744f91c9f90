package io.firebreak.cell.access;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.firebreak.assigner.CellId;
import io.firebreak.assigner.CellState;
import io.firebreak.assigner.Shard;
import io.firebreak.assigner.TenantId;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the directory sends: {@code PUT /internal/v1/tenants}.
 *
 * @param cellsVersion of the cells: what is newer than what came before; left out by a directory that counts none
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record AccessPush(
        @Nullable List<CellEntry> cells,
        @Nullable Long cellsVersion,
        @Nullable List<TenantEntry> tenants) {
    /** A directory pushes batches; 500 entries are about 150 KB. */
    static final int LARGEST = 500;

    @JsonIgnoreProperties(ignoreUnknown = true)
    record CellEntry(String id, int number, String state, List<URI> nodes) {
        PeerCell peer() {
            return new PeerCell(new CellId(id), number, CellState.valueOf(state.toUpperCase(Locale.ROOT)), nodes);
        }
    }

    /**
     * A tenant.
     *
     * @param keyHash the only one of a directory that knows of no second
     * @param keyHashes of all its keys; those of a tenant that is revoked say nothing
     * @param keysVersion the version of hashes, {@code revoked} and limits; 0 when left out
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record TenantEntry(
            String id,
            String keyHash,
            @Nullable List<String> keyHashes,
            long epoch,
            List<String> cells,
            @Nullable List<String> formerCells,
            boolean revoked,
            @Nullable Long keysVersion,
            @Nullable TenantLimits limits) {
        Tenant tenant() {
            return new Tenant(
                    new TenantId(id),
                    keyHashes == null || keyHashes.isEmpty()
                            ? List.of(KeyHash.ofHex(keyHash))
                            : keyHashes.stream().map(KeyHash::ofHex).toList(),
                    epoch,
                    new Shard(cells.stream().map(CellId::new).toList()),
                    formerCells == null
                            ? List.of()
                            : formerCells.stream().map(CellId::new).toList(),
                    revoked,
                    limits == null ? TenantLimits.DEFAULTS : limits,
                    keysVersion == null ? 0 : keysVersion);
        }

        static TenantEntry of(Tenant tenant) {
            List<String> hashes = tenant.keyHashes().stream().map(KeyHash::hex).toList();
            return new TenantEntry(
                    tenant.id().value(),
                    hashes.getFirst(),
                    hashes,
                    tenant.epoch(),
                    tenant.shard().cells().stream().map(CellId::value).toList(),
                    tenant.formerCells().stream().map(CellId::value).toList(),
                    tenant.revoked(),
                    tenant.keysVersion(),
                    tenant.limits());
        }

        /** Keeps hashes out of logs. */
        @Override
        public String toString() {
            return "TenantEntry[id=%s, epoch=%d, keysVersion=%s]".formatted(id, epoch, keysVersion);
        }
    }

    /** 0 when the directory counts none. */
    long peersVersion() {
        return cellsVersion == null ? 0 : cellsVersion;
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
