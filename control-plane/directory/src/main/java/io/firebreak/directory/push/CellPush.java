package io.firebreak.directory.push;

import io.firebreak.assigner.CellId;
import io.firebreak.directory.cells.RegisteredCell;
import io.firebreak.directory.tenants.Credential;
import java.net.URI;
import java.util.List;

/** The body of {@code PUT /internal/v1/tenants} of a cell: its peers, and a batch of credentials. */
record CellPush(List<Peer> cells, List<Tenant> tenants) {

    /** Where another cell of the region listens, and what it may be asked. */
    record Peer(String id, int number, String state, List<URI> nodes) {
        static Peer of(RegisteredCell cell) {
            return new Peer(cell.id().value(), cell.number(), cell.stateName(), cell.nodes());
        }
    }

    /** @param revoked always false: keys cannot be revoked yet */
    record Tenant(
            String id, String keyHash, long epoch, List<String> cells, List<String> formerCells, boolean revoked) {
        static Tenant of(Credential credential) {
            return new Tenant(
                    credential.id().value(),
                    credential.keyHash(),
                    credential.epoch(),
                    credential.shard().cells().stream().map(CellId::value).toList(),
                    credential.formerCells().stream().map(CellId::value).toList(),
                    false);
        }
    }

    static CellPush of(List<Peer> peers, List<Credential> batch) {
        return new CellPush(peers, batch.stream().map(Tenant::of).toList());
    }
}
