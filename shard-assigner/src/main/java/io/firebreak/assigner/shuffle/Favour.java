package io.firebreak.assigner.shuffle;

/** What a shuffle keeps exactly when weights, or the sizes of zones, do not let it keep both. */
public enum Favour {
    /**
     * At most one member of a shard changes when one cell comes or goes. Cells are members somewhat less often than
     * their weight asks for when it is far above the others', and when their zone is.
     */
    STABILITY,
    /** Every cell is a member in proportion to its weight. A resize moves a few tenants more than it must. */
    LOAD
}
