package io.firebreak.assigner.analysis;

import io.firebreak.assigner.Cell;
import io.firebreak.assigner.CellId;
import io.firebreak.assigner.CellState;
import io.firebreak.assigner.Lattice;
import io.firebreak.assigner.Shard;
import io.firebreak.assigner.TenantId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * The shards of many tenants as arrays of numbers: a million of them fit into some tens of megabytes and are read in the
 * order they lie in memory. Each row is a tenant, its members the numbers of its cells in ascending order. Rows are
 * sorted by their first member: only the rows of a dead cell can have lost their whole shard with that cell first.
 */
public final class ShardTable {
    private final List<CellId> cells;
    private final List<TenantId> tenants;
    private final double totalWeight;
    private final boolean equalWeights;
    final int[] starts;
    final int[] members;
    /** At c: the first row whose first member is cell c; one more entry than cells. */
    final int[] firstRows;
    /** By row; 1 each where all tenants weigh the same. */
    final double[] weights;

    private ShardTable(
            List<CellId> cells,
            List<TenantId> tenants,
            int[] starts,
            int[] members,
            int[] firstRows,
            double[] weights) {
        this.cells = cells;
        this.tenants = tenants;
        this.starts = starts;
        this.members = members;
        this.firstRows = firstRows;
        this.weights = weights;
        this.totalWeight = Arrays.stream(weights).sum();
        this.equalWeights = Arrays.stream(weights).allMatch(weight -> weight == 1);
    }

    /** The shards of an assignment on the cells of a lattice that are not out, every tenant of weight 1. */
    public static ShardTable of(Lattice lattice, Assignment assignment) {
        return of(lattice, assignment, tenant -> 1);
    }

    /**
     * The same for tenants of different weight.
     *
     * @param weightOf what each tenant counts, above 0
     * @throws IllegalArgumentException naming a weight out of range, or a cell that the lattice has not or has lost
     */
    public static ShardTable of(Lattice lattice, Assignment assignment, ToDoubleFunction<TenantId> weightOf) {
        List<CellId> cells = lattice.cells().stream()
                .filter(cell -> cell.state() != CellState.OUT)
                .map(Cell::id)
                .toList();
        Map<CellId, Integer> numbers = new HashMap<>();
        for (CellId cell : cells) {
            numbers.put(cell, numbers.size());
        }
        List<TenantId> tenants = new ArrayList<>();
        List<int[]> rows = new ArrayList<>();
        double[] weights = new double[assignment.shards().size()];
        assignment.shards().forEach((tenant, shard) -> {
            weights[tenants.size()] = positive(tenant, weightOf.applyAsDouble(tenant));
            tenants.add(tenant);
            rows.add(numbered(tenant, shard, numbers));
        });
        Integer[] order = new Integer[rows.size()];
        Arrays.setAll(order, row -> row);
        Arrays.parallelSort(order, (one, other) -> Arrays.compare(rows.get(one), rows.get(other)));
        return of(
                cells,
                Arrays.stream(order).map(tenants::get).toList(),
                Arrays.stream(order).map(rows::get).toList(),
                Arrays.stream(order).mapToDouble(row -> weights[row]).toArray());
    }

    private static ShardTable of(List<CellId> cells, List<TenantId> tenants, List<int[]> rows, double[] weights) {
        int[] starts = new int[rows.size() + 1];
        int[] firstRows = new int[cells.size() + 1];
        for (int row = 0; row < weights.length; row++) {
            starts[row + 1] = starts[row] + rows.get(row).length;
            firstRows[rows.get(row)[0] + 1]++;
        }
        Arrays.parallelPrefix(firstRows, Integer::sum);
        int[] members = rows.stream().flatMapToInt(Arrays::stream).toArray();
        return new ShardTable(cells, tenants, starts, members, firstRows, weights);
    }

    /** Rows without names: {@code t-1} to {@code t-n} on {@code cell-1} to {@code cell-n}, sorted by their first member. */
    static ShardTable unnamed(int cells, int[] starts, int[] members, int[] firstRows) {
        double[] weights = new double[starts.length - 1];
        Arrays.fill(weights, 1);
        return new ShardTable(
                new Numbered<>(cells, number -> new CellId("cell-" + number)),
                new Numbered<>(weights.length, number -> new TenantId("t-" + number)),
                starts,
                members,
                firstRows,
                weights);
    }

    private static int[] numbered(TenantId tenant, Shard shard, Map<CellId, Integer> numbers) {
        int[] row = new int[shard.size()];
        for (int i = 0; i < row.length; i++) {
            Integer number = numbers.get(shard.cells().get(i));
            if (number == null) {
                throw new IllegalArgumentException("tenant '%s' is on %s: the lattice has no such cell, or it is out"
                        .formatted(tenant, shard.cells().get(i)));
            }
            row[i] = number;
        }
        return row;
    }

    private static double positive(TenantId tenant, double weight) {
        if (!(weight > 0) || Double.isInfinite(weight)) {
            throw new IllegalArgumentException("weight of %s is %s: it must be above 0".formatted(tenant, weight));
        }
        return weight;
    }

    /** How many tenants. */
    public int tenants() {
        return weights.length;
    }

    /** How many cells may fail, used or not. */
    public int cells() {
        return cells.size();
    }

    /** What all tenants weigh together. */
    public double totalWeight() {
        return totalWeight;
    }

    /** Whether every tenant weighs 1. */
    boolean equalWeights() {
        return equalWeights;
    }

    CellId cell(int number) {
        return cells.get(number);
    }

    TenantId tenant(int row) {
        return tenants.get(row);
    }

    int size(int row) {
        return starts[row + 1] - starts[row];
    }

    /** Whether both tenants have the very same cells. */
    boolean same(int row, int other) {
        return Arrays.equals(members, starts[row], starts[row + 1], members, starts[other], starts[other + 1]);
    }

    /** How many cells two tenants have in common. */
    int shared(int row, int other) {
        int shared = 0;
        int j = starts[other];
        for (int i = starts[row]; i < starts[row + 1]; i++) {
            while (j < starts[other + 1] && members[j] < members[i]) {
                j++;
            }
            if (j < starts[other + 1] && members[j] == members[i]) {
                shared++;
            }
        }
        return shared;
    }

    /** How many cells the greatest shard has. */
    int greatestShard() {
        int greatest = 1;
        for (int row = 0; row < weights.length; row++) {
            greatest = Math.max(greatest, size(row));
        }
        return greatest;
    }
}
