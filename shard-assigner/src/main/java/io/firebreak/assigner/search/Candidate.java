package io.firebreak.assigner.search;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * A shard in the making. It knows at any time what each further cell would cost: the tenants it would overlap with too
 * much. A cell is open when its zone has no more members than any other zone that still has a cell: no zone gives its
 * second cell before every zone that has one gave its first.
 */
final class Candidate {
    private final Domain domain;
    private final Occupancy occupancy;
    private final IntUnaryOperator limits;
    private final IntUnaryOperator costs;
    private final int[] eligible;
    private final int[] shared;
    private final long[] cost;
    private final boolean[] chosen;
    private final int[] members;
    private int size;
    private final int[] usedOfZone;
    private final int[] cellsOfZone;

    /**
     * @param eligible the cells it may have
     * @param tenants how many tenant numbers there are
     * @param limits how many cells it may share with a tenant
     * @param costs of sharing more with that tenant
     */
    Candidate(
            Domain domain,
            Occupancy occupancy,
            int shardSize,
            int[] eligible,
            int tenants,
            IntUnaryOperator limits,
            IntUnaryOperator costs) {
        this.domain = domain;
        this.occupancy = occupancy;
        this.limits = limits;
        this.costs = costs;
        this.eligible = eligible;
        this.shared = new int[tenants];
        this.cost = new long[domain.cells()];
        this.chosen = new boolean[domain.cells()];
        this.members = new int[shardSize];
        this.usedOfZone = new int[domain.zones()];
        this.cellsOfZone = new int[domain.zones()];
        for (int cell : eligible) {
            cellsOfZone[domain.zoneOf(cell)]++;
            for (int i = 0; i < occupancy.tenantsOn(cell); i++) {
                int tenant = occupancy.tenantOn(cell, i);
                if (limits.applyAsInt(tenant) == 0) {
                    cost[cell] += costs.applyAsInt(tenant);
                }
            }
        }
    }

    void add(int cell) {
        chosen[cell] = true;
        members[size++] = cell;
        usedOfZone[domain.zoneOf(cell)]++;
        for (int i = 0; i < occupancy.tenantsOn(cell); i++) {
            int tenant = occupancy.tenantOn(cell, i);
            int room = limits.applyAsInt(tenant) - ++shared[tenant];
            if (room == 0) {
                charge(tenant, costs.applyAsInt(tenant));
            } else if (room == -1) {
                charge(tenant, -costs.applyAsInt(tenant));
            }
        }
    }

    void removeLast() {
        int cell = members[--size];
        chosen[cell] = false;
        usedOfZone[domain.zoneOf(cell)]--;
        for (int i = 0; i < occupancy.tenantsOn(cell); i++) {
            int tenant = occupancy.tenantOn(cell, i);
            int room = limits.applyAsInt(tenant) - shared[tenant]--;
            if (room == 0) {
                charge(tenant, -costs.applyAsInt(tenant));
            } else if (room == -1) {
                charge(tenant, costs.applyAsInt(tenant));
            }
        }
    }

    /** One cell too many with a tenant costs; more of them cost nothing more. */
    private void charge(int tenant, int amount) {
        for (int cell : occupancy.members(tenant)) {
            cost[cell] += amount;
        }
    }

    /** How many members the open zones have: the least of all zones that have a cell left. */
    int round() {
        int round = Integer.MAX_VALUE;
        for (int zone = 0; zone < usedOfZone.length; zone++) {
            if (usedOfZone[zone] < cellsOfZone[zone]) {
                round = Math.min(round, usedOfZone[zone]);
            }
        }
        return round;
    }

    boolean isOpen(int cell, int round) {
        return !chosen[cell] && usedOfZone[domain.zoneOf(cell)] == round;
    }

    long cost(int cell) {
        return cost[cell];
    }

    boolean isChosen(int cell) {
        return chosen[cell];
    }

    int shardSize() {
        return members.length;
    }

    int[] eligible() {
        return eligible;
    }

    boolean isComplete() {
        return size == members.length;
    }

    int[] members() {
        int[] sorted = members.clone();
        Arrays.sort(sorted);
        return sorted;
    }

    /** The tenants it shares too much with. */
    int[] conflicts() {
        return Arrays.stream(members, 0, size)
                .flatMap(cell -> IntStream.range(0, occupancy.tenantsOn(cell)).map(i -> occupancy.tenantOn(cell, i)))
                .filter(tenant -> shared[tenant] > limits.applyAsInt(tenant))
                .distinct()
                .toArray();
    }
}
