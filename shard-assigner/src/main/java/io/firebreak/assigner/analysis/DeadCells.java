package io.firebreak.assigner.analysis;

import java.util.Arrays;

/**
 * A set of dead cells that grows and shrinks by one, and what each further cell would add, known without trying: so the
 * last cell of every set to try costs one addition.
 */
final class DeadCells {
    private final ShardTable table;
    private final TenantsOfCells tenantsOfCells;
    private final boolean[] dead;
    private final int[] aliveLeft;
    /** The sum of a row's living members: once one is left, its number. */
    private final int[] aliveSum;
    /** At c: the weight of tenants on c that lost nothing yet. */
    private final double[] whole;
    /** At c: the weight of tenants that have c alone left. */
    private final double[] last;

    private double below;
    private double hit;

    DeadCells(ShardTable table, TenantsOfCells tenantsOfCells) {
        this.table = table;
        this.tenantsOfCells = tenantsOfCells;
        this.dead = new boolean[table.cells()];
        this.aliveLeft = new int[table.tenants()];
        this.aliveSum = new int[table.tenants()];
        this.whole = new double[table.cells()];
        this.last = new double[table.cells()];
        for (int row = 0; row < table.tenants(); row++) {
            aliveLeft[row] = table.size(row);
            aliveSum[row] = Arrays.stream(table.members, table.starts[row], table.starts[row + 1])
                    .sum();
            countWhole(row, table.weights[row]);
            countLast(row, table.weights[row]);
        }
    }

    void kill(int cell) {
        dead[cell] = true;
        for (int i = tenantsOfCells.starts[cell]; i < tenantsOfCells.starts[cell + 1]; i++) {
            int row = tenantsOfCells.rows[i];
            double weight = table.weights[row];
            if (aliveLeft[row] == table.size(row)) {
                hit += weight;
                countWhole(row, -weight);
            }
            countLast(row, -weight);
            aliveLeft[row]--;
            aliveSum[row] -= cell;
            countLast(row, weight);
            below += aliveLeft[row] == 0 ? weight : 0;
        }
    }

    void revive(int cell) {
        dead[cell] = false;
        for (int i = tenantsOfCells.starts[cell]; i < tenantsOfCells.starts[cell + 1]; i++) {
            int row = tenantsOfCells.rows[i];
            double weight = table.weights[row];
            below -= aliveLeft[row] == 0 ? weight : 0;
            countLast(row, -weight);
            aliveLeft[row]++;
            aliveSum[row] += cell;
            countLast(row, weight);
            if (aliveLeft[row] == table.size(row)) {
                hit -= weight;
                countWhole(row, weight);
            }
        }
    }

    private void countWhole(int row, double weight) {
        for (int i = table.starts[row]; i < table.starts[row + 1]; i++) {
            whole[table.members[i]] += weight;
        }
    }

    private void countLast(int row, double weight) {
        if (aliveLeft[row] == 1) {
            last[aliveSum[row]] += weight;
        }
    }

    boolean isDead(int cell) {
        return dead[cell];
    }

    /** The weight of tenants without a living cell. */
    double below() {
        return below;
    }

    /** The weight of tenants that lost a cell or all. */
    double hit() {
        return hit;
    }

    /** What {@link #below} would be with this living cell dead too. */
    double belowWith(int cell) {
        return below + last[cell];
    }

    /** What {@link #hit} would be with this living cell dead too. */
    double hitWith(int cell) {
        return hit + whole[cell];
    }
}
