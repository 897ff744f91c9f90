package io.firebreak.directory.push;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.firebreak.assigner.CellId;
import io.firebreak.directory.cells.RegisteredCell;
import io.firebreak.directory.tenants.Credential;
import io.firebreak.directory.tenants.TenantLimits;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code PUT /internal/v1/tenants} of a cell: its peers, and a batch of credentials.
 *
 * @param cellsVersion when the peers were read, as {@link Peers#version()}
 */
record CellPush(List<Peer> cells, long cellsVersion, List<Tenant> tenants) {

    /** Where another cell of the region listens, and what it may be asked. */
    record Peer(String id, int number, String state, List<URI> nodes) {
        static Peer of(RegisteredCell cell) {
            return new Peer(cell.id().value(), cell.number(), cell.stateName(), cell.nodes());
        }
    }

    /**
     * A tenant.
     *
     * @param keyHash the first of the hashes, for cells that know of one only
     * @param keyHashes of its keys, one or two; of a tenant that is revoked they mean nothing
     * @param keysVersion orders hashes, {@code revoked} and limits, as the epoch does the shard
     * @param limits left out when all are the cell's defaults
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Tenant(
            String id,
            String keyHash,
            List<String> keyHashes,
            boolean revoked,
            long keysVersion,
            @Nullable TenantLimits limits,
            long epoch,
            List<String> cells,
            List<String> formerCells) {
        static Tenant of(Credential credential) {
            return new Tenant(
                    credential.id().value(),
                    credential.keyHashes().getFirst(),
                    credential.keyHashes(),
                    credential.revoked(),
                    credential.keysVersion(),
                    credential.limits().equals(TenantLimits.DEFAULTS) ? null : credential.limits(),
                    credential.epoch(),
                    credential.shard().cells().stream().map(CellId::value).toList(),
                    credential.formerCells().stream().map(CellId::value).toList());
        }

        /** Keeps hashes out of logs. */
        @Override
        public String toString() {
            return "Tenant[id=%s, epoch=%d, keysVersion=%d]".formatted(id, epoch, keysVersion);
        }
    }

    static CellPush of(Peers peers, List<Credential> batch) {
        return new CellPush(
                peers.cells(), peers.version(), batch.stream().map(Tenant::of).toList());
    }
}
