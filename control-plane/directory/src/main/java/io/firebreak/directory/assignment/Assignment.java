package io.firebreak.directory.assignment;

import io.firebreak.assigner.ShardAssigner;

/** Whether new tenants can be given shards now. */
public sealed interface Assignment {
    /** They can, by this assigner. */
    record Ready(ShardAssigner assigner) implements Assignment {}

    /** They cannot. */
    sealed interface Impossible extends Assignment {}

    /** No cell takes tenants. */
    record NoActiveCell() implements Impossible {}

    /** A shard needs more cells than are active. */
    record TooFewCells(int shardSize, int activeCells) implements Impossible {}
}
