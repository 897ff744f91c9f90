package io.firebreak.chaos.assign;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.Shard;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How many pairs of tenants share 0, 1, … k cells, exactly. Two ways to count, the cheaper one taken: along the list of
 * shards of each cell, for the sum over cells of d² steps when d different shards hold it; or by how many tenants hold each
 * set of j cells, for T·2ᵏ steps, because Σ over pairs of C(overlap, j) is Σ over sets of C(tenants, 2).
 */
final class OverlapHistogram {
    /** 256 MB of sets of one size. */
    private static final long MOST_SETS = 1L << 25;

    private final List<int[]> shards = new ArrayList<>();
    private final int shardSize;
    private final int cells;

    private OverlapHistogram(List<Shard> shards, int shardSize) {
        this.shardSize = shardSize;
        Map<CellId, Integer> numbers = new HashMap<>();
        for (Shard shard : shards) {
            this.shards.add(shard.cells().stream()
                    .mapToInt(cell -> numbers.computeIfAbsent(cell, unknown -> numbers.size()))
                    .sorted()
                    .toArray());
        }
        this.cells = numbers.size();
    }

    /** Pairs sharing 0, 1, … k cells. */
    static long[] of(List<Shard> shards, int shardSize) {
        return new OverlapHistogram(shards, shardSize).count();
    }

    private long[] count() {
        Map<List<Integer>, Integer> tenants = new LinkedHashMap<>();
        shards.forEach(shard -> tenants.merge(Arrays.stream(shard).boxed().toList(), 1, Integer::sum));
        long[] holders = new long[cells];
        tenants.keySet().forEach(shard -> shard.forEach(cell -> holders[cell]++));
        double alongLists =
                Arrays.stream(holders).mapToDouble(d -> (double) d * d).sum();
        boolean setsFit = Math.pow(cells + 1.0, shardSize) < Long.MAX_VALUE
                && shardSize <= 20
                && shards.size() * (double) (1 << shardSize) < MOST_SETS;
        return setsFit && shards.size() * (double) (1 << shardSize) * 8 < alongLists ? bySets() : alongLists(tenants);
    }

    private long[] alongLists(Map<List<Integer>, Integer> tenants) {
        List<List<Integer>> holders = new ArrayList<>();
        for (int cell = 0; cell < cells; cell++) {
            holders.add(new ArrayList<>());
        }
        long[] pairs = new long[shardSize + 1];
        int[] sizes = tenants.values().stream().mapToInt(Integer::intValue).toArray();
        int[] shared = new int[sizes.length];
        int number = 0;
        for (List<Integer> shard : tenants.keySet()) {
            List<Integer> met = new ArrayList<>();
            for (int cell : shard) {
                for (int other : holders.get(cell)) {
                    if (shared[other]++ == 0) {
                        met.add(other);
                    }
                }
                holders.get(cell).add(number);
            }
            for (int other : met) {
                pairs[shared[other]] += (long) sizes[number] * sizes[other];
                shared[other] = 0;
            }
            pairs[shard.size()] += pairsOf(sizes[number]);
            number++;
        }
        pairs[0] = pairsOf(shards.size()) - Arrays.stream(pairs).skip(1).sum();
        return pairs;
    }

    private long[] bySets() {
        long[] pairs = new long[shardSize + 1];
        pairs[0] = pairsOf(shards.size());
        for (int size = 1; size <= shardSize; size++) {
            pairs[size] = pairsHolding(size);
        }
        // Each pair was counted once for every set of that size it shares: take those that share more away again.
        for (int size = shardSize - 1; size >= 0; size--) {
            long choose = 1;
            for (int more = size + 1; more <= shardSize; more++) {
                choose = choose * more / (more - size);
                pairs[size] -= choose * pairs[more];
            }
        }
        return pairs;
    }

    private long pairsHolding(int size) {
        long[] codes = shards.stream()
                .flatMapToLong(shard -> java.util.stream.IntStream.range(0, 1 << shard.length)
                        .filter(set -> Integer.bitCount(set) == size)
                        .mapToLong(set -> code(shard, set)))
                .sorted()
                .toArray();
        long pairs = 0;
        int start = 0;
        for (int i = 1; i <= codes.length; i++) {
            if (i == codes.length || codes[i] != codes[start]) {
                pairs += pairsOf(i - start);
                start = i;
            }
        }
        return pairs;
    }

    private long code(int[] shard, int set) {
        long code = 0;
        for (int i = 0; i < shard.length; i++) {
            if ((set >>> i & 1) == 1) {
                code = code * (cells + 1) + shard[i] + 1;
            }
        }
        return code;
    }

    private static long pairsOf(long tenants) {
        return tenants * (tenants - 1) / 2;
    }
}
