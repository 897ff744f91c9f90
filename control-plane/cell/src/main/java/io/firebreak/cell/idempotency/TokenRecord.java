package io.firebreak.cell.idempotency;

import io.firebreak.assigner.CellId;
import java.time.Instant;
import java.util.List;

/**
 * What stands for a client token in this cell.
 *
 * @param skipped the cells before this one in the token's order, at launch; the first of them that is not out is its
 *     arbiter
 * @param winner the cell whose set the answer names
 * @param answer the first answer, with {@code settled} as of now
 */
public record TokenRecord(
        TokenKey key,
        Fingerprint fingerprint,
        TokenState state,
        List<CellId> skipped,
        CellId winner,
        LaunchAnswer answer,
        Instant expiresAt) {
    public TokenRecord {
        skipped = List.copyOf(skipped);
    }
}
