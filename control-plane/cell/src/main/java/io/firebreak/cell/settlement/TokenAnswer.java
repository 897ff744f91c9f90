package io.firebreak.cell.settlement;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/** What a cell has under a token; null when it has nothing. */
@JsonIgnoreProperties(ignoreUnknown = true)
record TokenAnswer(@Nullable SettlementReply found) {}
