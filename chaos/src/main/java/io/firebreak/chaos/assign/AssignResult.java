package io.firebreak.chaos.assign;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.Lattice;
import io.firebreak.assigner.Shard;
import io.firebreak.assigner.TenantId;
import io.firebreak.assigner.analysis.Assignment;
import io.firebreak.assigner.analysis.OverlapHistogram;
import io.firebreak.assigner.analysis.ShardTable;
import io.firebreak.chaos.csv.WeightedTenant;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What {@code assign --json} prints.
 *
 * @param assigned tenants that have a shard
 * @param maxOverlap the most cells two tenants share, as counted
 * @param overlapHistogram pairs of tenants that share 0, 1, … k cells
 * @param designShards how many shards the design has, null for other methods
 * @param loadSpread weights of tenants per active cell
 */
record AssignResult(
        int cells,
        int zones,
        int shardSize,
        Method method,
        int assigned,
        int maxOverlap,
        List<Long> overlapHistogram,
        Bound bound,
        @Nullable Long designShards,
        LoadSpread loadSpread,
        List<TenantShard> shards) {
    AssignResult {
        overlapHistogram = List.copyOf(overlapHistogram);
        shards = List.copyOf(shards);
    }

    /** How many different shards there could be. */
    record Bound(BigInteger shards, String name) {}

    /** The least, mean and greatest load of a cell. */
    record LoadSpread(double min, double mean, double max) {
        static LoadSpread of(Lattice lattice, List<WeightedTenant> tenants, List<Shard> shards) {
            Map<CellId, Double> loads = new HashMap<>();
            lattice.active().forEach(cell -> loads.put(cell.id(), 0.0));
            for (int i = 0; i < shards.size(); i++) {
                for (CellId cell : shards.get(i).cells()) {
                    loads.merge(cell, tenants.get(i).weight(), Double::sum);
                }
            }
            double[] sorted = loads.values().stream()
                    .mapToDouble(Double::doubleValue)
                    .sorted()
                    .toArray();
            return new LoadSpread(sorted[0], Arrays.stream(sorted).average().orElseThrow(), sorted[sorted.length - 1]);
        }
    }

    /** One tenant's cells. */
    record TenantShard(TenantId tenant, List<CellId> cells) {}

    static AssignResult of(
            Lattice lattice,
            int shardSize,
            Method method,
            Bound bound,
            @Nullable Long designShards,
            List<WeightedTenant> tenants,
            List<Shard> shards) {
        OverlapHistogram histogram = OverlapHistogram.of(table(lattice, tenants, shards));
        return new AssignResult(
                lattice.active().size(),
                lattice.activeZones(),
                shardSize,
                method,
                tenants.size(),
                histogram.maxOverlap(),
                histogram.pairs(),
                bound,
                designShards,
                LoadSpread.of(lattice, tenants, shards),
                IntStream.range(0, shards.size())
                        .mapToObj(i -> new TenantShard(
                                tenants.get(i).id(), shards.get(i).cells()))
                        .toList());
    }

    private static ShardTable table(Lattice lattice, List<WeightedTenant> tenants, List<Shard> shards) {
        SortedMap<TenantId, Shard> assigned = new TreeMap<>();
        for (int i = 0; i < shards.size(); i++) {
            assigned.put(tenants.get(i).id(), shards.get(i));
        }
        return ShardTable.of(lattice, new Assignment(assigned));
    }
}
