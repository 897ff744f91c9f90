package io.firebreak.cell.settlement;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.firebreak.cell.idempotency.LaunchAnswer;
import java.time.Instant;

/**
 * What a cell that took a launch over asks the arbiter to record.
 *
 * @param cell that took it over
 * @param answer its first answer
 * @param expiresAt when the token may be forgotten
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record SettlementRequest(
        String tenant, String token, String fingerprint, String cell, LaunchAnswer answer, Instant expiresAt) {}
