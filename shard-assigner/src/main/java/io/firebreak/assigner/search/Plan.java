package io.firebreak.assigner.search;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * The shards of a design, to be given one by one to tenants who come one by one. It knows which of them are open: nobody
 * shares too much with them, whoever came, left or stood there before, with a shard of the design or another.
 */
final class Plan {
    private static final int[] NONE = {};

    private final Site site;
    private final int[][] shards;
    /** At c: the shards with cell c. */
    private final int[][] shardsWith;
    /** At s: how many tenants share too much with shard s. */
    private final int[] inTheWay;
    /** At s: what the tenant who is looked at shares with shard s; 0 in between. */
    private final int[] shared;
    /** By number: the members of a tenant when they were last looked at. */
    private int[][] seen = {};

    /** @param shards the members of each, ascending */
    Plan(Site site, int[][] shards) {
        this.site = site;
        this.shards = shards;
        this.shardsWith = IntStream.range(0, site.domain.cells())
                .mapToObj(cell -> IntStream.range(0, shards.length)
                        .filter(shard -> Arrays.binarySearch(shards[shard], cell) >= 0)
                        .toArray())
                .toArray(int[][]::new);
        this.inTheWay = new int[shards.length];
        this.shared = new int[shards.length];
    }

    /** The members of the open shard with the least load in sum, or none of them when no shard is open. */
    int[] next(double weight, RandomGenerator chance) {
        look();
        double[] pressure = IntStream.range(0, site.domain.cells())
                .mapToDouble(cell -> site.fits(cell, weight) ? site.pressure(cell, chance) : Double.POSITIVE_INFINITY)
                .toArray();
        int[] best = NONE;
        double least = Double.POSITIVE_INFINITY;
        for (int shard = 0; shard < shards.length; shard++) {
            if (inTheWay[shard] == 0) {
                double sum = 0;
                for (int cell : shards[shard]) {
                    sum += pressure[cell];
                }
                if (sum < least) {
                    best = shards[shard];
                    least = sum;
                }
            }
        }
        return best;
    }

    /** Learns who came and who left since it looked last. */
    private void look() {
        int tenants = site.roster.size();
        if (tenants > seen.length) {
            int from = seen.length;
            seen = Arrays.copyOf(seen, 2 * tenants);
            Arrays.fill(seen, from, seen.length, NONE);
        }
        for (int tenant = 0; tenant < tenants; tenant++) {
            int[] members = site.occupancy.members(tenant);
            if (!Arrays.equals(members, seen[tenant])) {
                count(seen[tenant], -1);
                count(members, 1);
                seen[tenant] = members;
            }
        }
    }

    private void count(int[] members, int tenants) {
        for (int cell : members) {
            for (int shard : shardsWith[cell]) {
                if (++shared[shard] == site.bounds.maxOverlap() + 1) {
                    inTheWay[shard] += tenants;
                }
            }
        }
        for (int cell : members) {
            for (int shard : shardsWith[cell]) {
                shared[shard] = 0;
            }
        }
    }
}
