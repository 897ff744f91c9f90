package io.firebreak.chaos.predict;

import io.firebreak.assigner.analysis.BlastRadius;
import io.firebreak.assigner.analysis.ShardSpace;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * One choice of n and k. A larger shard makes it rarer that a tenant loses all of it, and more common that it loses a part.
 *
 * @param failedCells exact, after the loss of as many random cells as asked for
 * @param poisonTenants exact, after as many poison tenants as asked for
 */
record TradeOff(int cells, int shardSize, BigInteger shards, BlastRadius failedCells, BlastRadius poisonTenants) {
    /** Larger shards are touched by nearly every fault. */
    private static final int MOST_SHARD_SIZE = 8;

    /** Half as many, as many and twice as many cells, in shards of 1 to 8. */
    static List<TradeOff> around(int cells, int zones, int failed, int poison) {
        List<TradeOff> choices = new ArrayList<>();
        for (int n : new TreeSet<>(List.of(Math.max(1, cells / 2), cells, 2 * cells))) {
            int parts = zones == 1 ? n : zones;
            for (int k = 1; k <= Math.min(MOST_SHARD_SIZE, parts) && parts <= n; k++) {
                ShardSpace space = new ShardSpace(n, k, parts);
                choices.add(new TradeOff(
                        n,
                        k,
                        space.count(),
                        space.afterFailedCells(Math.min(failed, n)),
                        space.afterPoisonTenants(poison)));
            }
        }
        return choices;
    }
}
