package io.firebreak.assigner.resize;

import io.firebreak.assigner.Lattice;
import io.firebreak.assigner.Shard;
import io.firebreak.assigner.TenantId;
import io.firebreak.assigner.analysis.Assignment;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * Where everybody stands, and where those stand who move in the wave that is being made. During a wave a tenant counts at
 * its old place and at its new one, because nobody knows which moves are done.
 */
final class Layout {
    final Ground ground;
    final List<TenantId> tenants;
    final double[] weights;
    private final int[][] members;
    private final int[][] next;
    private final BitSet moving = new BitSet();
    /** The tenants that stand on a cell or will after this wave. */
    private final Occupants occupants;

    private final double[] loads;
    private final double[] arrivals;
    private final double[] departures;
    private final double[] limits;

    Layout(Assignment assignment, Lattice lattice, ToDoubleFunction<TenantId> weightOf, double slack) {
        this.ground = new Ground(lattice, assignment.shards().values());
        this.tenants = List.copyOf(assignment.shards().keySet());
        this.weights = tenants.stream().mapToDouble(weightOf).toArray();
        this.members =
                assignment.shards().values().stream().map(ground::members).toArray(int[][]::new);
        this.next = members.clone();
        this.occupants = new Occupants(ground.cells(), members.length);
        this.loads = new double[ground.cells()];
        this.arrivals = new double[ground.cells()];
        this.departures = new double[ground.cells()];
        for (int tenant = 0; tenant < members.length; tenant++) {
            for (int cell : members[tenant]) {
                occupants.add(cell, tenant);
                loads[cell] += weights[tenant];
            }
        }
        FairShares shares = new FairShares(ground, members, weights);
        double heaviest = Arrays.stream(weights).max().orElse(1);
        this.limits = new double[ground.cells()];
        Arrays.setAll(limits, cell -> shares.of(cell) * (1 + slack) + heaviest * (1 - 1e-9));
    }

    int[] members(int tenant) {
        return members[tenant];
    }

    /** Where a tenant stands after this wave. */
    int[] next(int tenant) {
        return next[tenant];
    }

    boolean moves(int tenant) {
        return moving.get(tenant);
    }

    /** The tenants that move in this wave. */
    BitSet moving() {
        return moving;
    }

    BitSet tenantsOn(int cell) {
        return occupants.on(cell);
    }

    /** The tenants that stand on at least so many of these cells, counted at their old and new places together. */
    BitSet standingOn(int count, int[] cells) {
        return occupants.onAtLeast(count, cells);
    }

    /** The others that share at least so many cells with a tenant's shard, at their old and new places together. */
    BitSet sharing(int tenant, int count) {
        BitSet others = standingOn(count, members[tenant]);
        others.clear(tenant);
        return others;
    }

    /** What a cell carries once this wave is over. */
    double loadAfter(int cell) {
        return loads[cell] + arrivals[cell] - departures[cell];
    }

    double limit(int cell) {
        return limits[cell];
    }

    /** Whether a cell can take that much, even while nobody who leaves it in this wave has left. */
    boolean hasRoom(int cell, double weight) {
        return loads[cell] + arrivals[cell] + weight <= limits[cell];
    }

    /** How full a cell would be with that much more; lower is better. */
    double fullness(int cell, double weight) {
        return (loads[cell] + arrivals[cell] + weight) / limits[cell];
    }

    static int[] exchanged(int[] members, int from, int to) {
        return Arrays.stream(members)
                .map(cell -> cell == from ? to : cell)
                .sorted()
                .toArray();
    }

    static int overlap(int[] one, int[] other) {
        int overlap = 0;
        for (int cell : one) {
            overlap += has(other, cell) ? 1 : 0;
        }
        return overlap;
    }

    static boolean has(int[] shard, int cell) {
        for (int member : shard) {
            if (member == cell) {
                return true;
            }
        }
        return false;
    }

    Move move(int tenant, int from, int to) {
        moving.set(tenant);
        next[tenant] = exchanged(members[tenant], from, to);
        occupants.add(to, tenant);
        arrivals[to] += weights[tenant];
        departures[from] += weights[tenant];
        return new Move(tenants.get(tenant), ground.id(from), ground.id(to));
    }

    /** The wave is over: everybody stands where they moved. */
    void settle() {
        moving.stream().forEach(tenant -> {
            for (int cell : members[tenant]) {
                occupants.remove(cell, tenant);
            }
            for (int cell : next[tenant]) {
                occupants.add(cell, tenant);
            }
            members[tenant] = next[tenant];
        });
        moving.clear();
        Arrays.setAll(loads, this::loadAfter);
        Arrays.fill(arrivals, 0);
        Arrays.fill(departures, 0);
    }

    Assignment assignment() {
        Map<TenantId, Shard> shards = new TreeMap<>();
        for (int tenant = 0; tenant < members.length; tenant++) {
            shards.put(
                    tenants.get(tenant),
                    new Shard(
                            Arrays.stream(members[tenant]).mapToObj(ground::id).toList()));
        }
        return new Assignment(shards);
    }
}
