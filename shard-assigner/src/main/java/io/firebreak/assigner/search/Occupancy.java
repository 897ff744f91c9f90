package io.firebreak.assigner.search;

import java.util.Arrays;

/**
 * Who stands where: the members of each tenant and the tenants of each cell, by number. The second is the inverted index
 * that makes the overlap of a new shard with all others a matter of the tenants on its cells.
 */
final class Occupancy {
    private static final int[] NONE = {};

    /** At c: tenants on cell c, the first {@code counts[c]}. */
    private final int[][] tenants;

    private final int[] counts;
    private final double[] loads;
    private int[][] members = {};
    private double[] weights = {};
    private double totalWeight;
    private int placed;

    Occupancy(int cells) {
        this.tenants = new int[cells][0];
        this.counts = new int[cells];
        this.loads = new double[cells];
    }

    void place(int tenant, double weight, int[] cells) {
        if (tenant >= members.length) {
            int length = Math.max(16, tenant * 2);
            int from = members.length;
            members = Arrays.copyOf(members, length);
            Arrays.fill(members, from, length, NONE);
            weights = Arrays.copyOf(weights, length);
        }
        members[tenant] = cells;
        weights[tenant] = weight;
        totalWeight += weight;
        placed++;
        for (int cell : cells) {
            if (counts[cell] == tenants[cell].length) {
                tenants[cell] = Arrays.copyOf(tenants[cell], Math.max(8, 2 * counts[cell]));
            }
            tenants[cell][counts[cell]++] = tenant;
            loads[cell] += weight;
        }
    }

    void remove(int tenant) {
        for (int cell : members[tenant]) {
            int i = 0;
            while (tenants[cell][i] != tenant) {
                i++;
            }
            tenants[cell][i] = tenants[cell][--counts[cell]];
            loads[cell] = counts[cell] == 0 ? 0 : loads[cell] - weights[tenant];
        }
        members[tenant] = NONE;
        totalWeight -= weights[tenant];
        placed--;
    }

    boolean has(int tenant) {
        return members(tenant).length > 0;
    }

    int[] members(int tenant) {
        return tenant < members.length ? members[tenant] : NONE;
    }

    int tenantsOn(int cell) {
        return counts[cell];
    }

    int tenantOn(int cell, int index) {
        return tenants[cell][index];
    }

    double load(int cell) {
        return loads[cell];
    }

    /** The mean weight of a tenant, 1 while there is none. */
    double meanWeight() {
        return placed == 0 ? 1 : totalWeight / placed;
    }
}
