package io.firebreak.assigner.isolation;

import io.firebreak.assigner.Lattice;
import io.firebreak.assigner.ShardAssigner;

/** A way to make an assigner for the cells that are left to some tenants. */
@FunctionalInterface
public interface AssignmentMethod {
    /** An assigner of these cells; another seed gives other shards. */
    ShardAssigner over(Lattice lattice, long seed);
}
