package io.firebreak.cell.group;

import java.time.Instant;

/**
 * A placement group of a tenant.
 *
 * @param partitions 1 to {@value #MOST_PARTITIONS} of strategy {@link Strategy#PARTITION}, else 0
 */
public record PlacementGroup(String name, Strategy strategy, int partitions, Instant createdAt) {
    /** As in EC2. */
    static final int MOST_PARTITIONS = 7;
    /** As in EC2, in each cell. */
    static final int MOST_OF_A_TENANT = 500;

    boolean isLike(PlacementGroup other) {
        return name.equals(other.name) && strategy == other.strategy && partitions == other.partitions;
    }
}
