package io.firebreak.chaos.region;

import org.jspecify.annotations.Nullable;

/**
 * What the supervisor says of the region as a whole.
 *
 * @param ready how many of its processes are ready
 * @param failure why it did not come up; null unless it failed
 */
record RegionStatus(
        RegionPhase phase,
        int ready,
        int processes,
        @Nullable String failure) {}
