package io.firebreak.cell.settlement;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.firebreak.cell.idempotency.LaunchAnswer;

/**
 * What stands at the arbiter.
 *
 * @param winner the cell whose set stands
 * @param fingerprint of the winner's request, so that a retry of another is told so in every cell
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record SettlementReply(String winner, LaunchAnswer answer, String fingerprint) {}
