package io.firebreak.cell.settlement;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/** Asks what a cell has under a token. */
@JsonIgnoreProperties(ignoreUnknown = true)
record TokenQuestion(String tenant, String token) {}
