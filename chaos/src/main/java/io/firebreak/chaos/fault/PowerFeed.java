package io.firebreak.chaos.fault;

import io.firebreak.chaos.region.ProcessName;

/**
 * What hosts of one fleet hang on.
 *
 * @param fleet the process that simulates them
 * @param feed the name of a rack or of a zone, as the fleet has it
 */
public record PowerFeed(ProcessName fleet, String feed) {}
