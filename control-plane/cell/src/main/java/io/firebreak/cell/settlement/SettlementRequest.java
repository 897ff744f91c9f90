package io.firebreak.cell.settlement;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.firebreak.cell.idempotency.LaunchAnswer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a cell that took a launch over asks the arbiter to record.
 *
 * @param cell that took it over
 * @param answer its first answer
 * @param expiresAt when the token may be forgotten
 * @param epoch of the tenant when it was taken over; missing from cells of before there were moves
 * @param former whether the cell is asked as a member of the shard the tenant comes from, not of its own
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record SettlementRequest(
        String tenant,
        String token,
        String fingerprint,
        String cell,
        LaunchAnswer answer,
        Instant expiresAt,
        @Nullable Long epoch,
        @Nullable Boolean former) {
    /** Whether the cell is asked as one of a shard that is older than what a row of that epoch was launched in. */
    boolean asksOfBefore(long rowEpoch) {
        long asked = epoch == null ? 0 : epoch;
        return Boolean.TRUE.equals(former) ? rowEpoch >= asked : rowEpoch > asked;
    }
}
