package io.firebreak.cell.placement;

import io.firebreak.fleet.api.Resources;
import java.util.Optional;

/**
 * Asks for room for a number of equal instances.
 *
 * @param family the instance family, such as {@code c5}; only hosts that run it qualify
 * @param perInstance what each instance takes of its host
 * @param minCount fewer than this is a refusal; at least 1
 * @param maxCount the number wanted; at least {@code minCount}, at most {@value #MAX_COUNT}
 * @param zone the only zone to use; empty for any
 */
public record PlacementRequest(
        String family,
        Resources perInstance,
        int minCount,
        int maxCount,
        Optional<String> zone,
        Tenancy tenancy,
        Grouping grouping) {
    /** Bounds how long one request can hold the engine's lock; the largest launch the API lets through is smaller. */
    public static final int MAX_COUNT = 1_000;

    public PlacementRequest {
        if (minCount < 1 || maxCount < minCount || maxCount > MAX_COUNT) {
            throw new IllegalArgumentException("counts must be 1 <= minCount <= maxCount <= " + MAX_COUNT
                    + ", but minCount is " + minCount + " and maxCount is " + maxCount);
        }
    }

    /** On shared hosts, in no group. */
    public PlacementRequest(String family, Resources perInstance, int minCount, int maxCount, Optional<String> zone) {
        this(family, perInstance, minCount, maxCount, zone, new Tenancy.Shared(), new Grouping.None());
    }
}
