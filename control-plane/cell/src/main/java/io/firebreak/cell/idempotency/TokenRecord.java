package io.firebreak.cell.idempotency;

import io.firebreak.assigner.CellId;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * What stands for a client token in this cell.
 *
 * @param epoch of the tenant at launch; 0 when that is not known or does not matter
 * @param former of the shard a moving tenant comes from, the cells before this one that have yet to agree; asked first
 * @param skipped the cells before this one in the token's order, at launch; the first of them that is not out is its
 *     arbiter
 * @param winner the cell whose set the answer names
 * @param answer the first answer, with {@code settled} as of now
 * @param written the first answer as JSON, as it is kept; made by who has the time, not by the few who commit
 */
public record TokenRecord(
        TokenKey key,
        Fingerprint fingerprint,
        TokenState state,
        long epoch,
        List<CellId> former,
        List<CellId> skipped,
        CellId winner,
        LaunchAnswer answer,
        String written,
        Instant expiresAt) {
    public TokenRecord {
        former = List.copyOf(former);
        skipped = List.copyOf(skipped);
    }

    /** All cells that decide before this one, in the order they are asked. */
    public List<CellId> before() {
        return Stream.concat(former.stream(), skipped.stream()).toList();
    }
}
