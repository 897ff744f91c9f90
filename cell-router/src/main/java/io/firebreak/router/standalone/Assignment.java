package io.firebreak.router.standalone;

import io.firebreak.assigner.Lattice;
import io.firebreak.assigner.ShardAssigner;
import io.firebreak.assigner.StableHash;
import io.firebreak.assigner.design.ShardDesign;
import io.firebreak.assigner.rendezvous.RendezvousAssigner;
import io.firebreak.assigner.shuffle.ShuffleAssigner;
import java.util.Locale;

/**
 * How tenants that have no shard of their own get one.
 *
 * @param shardSize cells of a shard
 * @param maxOverlap of the shards of a design, how many cells two may share
 */
record Assignment(Method method, int shardSize, long seed, int maxOverlap) {
    /** The ways there are. */
    enum Method {
        /** One cell a tenant; a new cell takes its part of the tenants and moves no other. */
        RENDEZVOUS,
        /** So many cells a tenant, spread over zones, by the cells' weights. */
        SHUFFLE,
        /** Shards of which no two share more than a number of cells; tenants share the shards there are. */
        DESIGN;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The assigner over these cells.
     *
     * @throws IllegalArgumentException when there is none, with the reason
     */
    ShardAssigner over(Lattice lattice) {
        return switch (method) {
            case RENDEZVOUS -> new RendezvousAssigner(lattice, seed);
            case SHUFFLE -> new ShuffleAssigner(lattice, shardSize, seed);
            case DESIGN -> designed(new ShardDesign(lattice, shardSize, maxOverlap));
        };
    }

    private ShardAssigner designed(ShardDesign design) {
        long shards = design.count();
        return tenant -> design.shard(Math.floorMod(StableHash.of(seed, tenant.value()), shards));
    }

    /** For people. */
    String summary(int cells) {
        return method == Method.RENDEZVOUS
                ? "one of %d cells by rendezvous".formatted(cells)
                : "%d of %d cells by %s".formatted(shardSize, cells, method);
    }
}
