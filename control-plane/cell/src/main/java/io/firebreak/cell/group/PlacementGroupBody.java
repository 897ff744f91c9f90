package io.firebreak.cell.group;

import org.jspecify.annotations.Nullable;

/** A placement group as it is asked for, not yet looked at. */
record PlacementGroupBody(
        @Nullable String name,
        @Nullable String strategy,
        @Nullable Integer partitions) {}
