package io.firebreak.cell.launch;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A launch as it arrives, not yet looked at. */
record LaunchBody(
        @Nullable String instanceType,
        @Nullable Integer minCount,
        @Nullable Integer maxCount,
        @Nullable String imageId,
        @Nullable String zone,
        @Nullable String placementGroup,
        @Nullable String recovery,
        @Nullable Map<String, @Nullable String> tags,
        @Nullable String clientToken,
        @Nullable String tenancy) {}
