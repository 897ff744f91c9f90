package io.firebreak.fleet.journal;

import io.firebreak.fleet.api.HostedInstance;

/**
 * An instance as it became.
 *
 * @param sinceMillis when it entered its state, by the fleet's clock, in milliseconds since 1970
 */
public record Change(HostedInstance instance, long sinceMillis) {}
