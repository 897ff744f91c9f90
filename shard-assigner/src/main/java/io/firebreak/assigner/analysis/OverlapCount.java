package io.firebreak.assigner.analysis;

import io.firebreak.assigner.TenantId;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

/** Counts the cells each tenant shares with every other one, one tenant after the other. */
final class OverlapCount {
    private final ShardTable table;
    private final TenantsOfCells tenantsOfCells;
    private final int[] shared;
    private final long[] pairs;
    private int worst = -1;
    private List<TenantId> worstPair = List.of();

    OverlapCount(ShardTable table) {
        this.table = table;
        this.tenantsOfCells = new TenantsOfCells(table);
        this.shared = new int[table.tenants()];
        int greatest = 1;
        for (int row = 0; row < table.tenants(); row++) {
            greatest = Math.max(greatest, table.size(row));
        }
        this.pairs = new long[greatest + 1];
    }

    OverlapHistogram histogram() {
        for (int row = 0; row < table.tenants(); row++) {
            count(row);
            score(row);
        }
        long touching = Arrays.stream(pairs).sum();
        pairs[0] = (long) table.tenants() * (table.tenants() - 1) / 2 - touching;
        if (worst < 0 && table.tenants() > 1) {
            worstPair = List.of(table.tenant(0), table.tenant(1));
        }
        return new OverlapHistogram(Arrays.stream(pairs).boxed().toList(), worstPair);
    }

    /** Shared cells with the tenants before this one. */
    private void count(int row) {
        forEachBefore(row, other -> shared[other]++);
    }

    private void score(int row) {
        forEachBefore(row, other -> {
            if (shared[other] > 0) {
                pairs[shared[other]]++;
                if (shared[other] > worst) {
                    worst = shared[other];
                    worstPair = List.of(table.tenant(other), table.tenant(row));
                }
                shared[other] = 0;
            }
        });
    }

    private void forEachBefore(int row, IntConsumer action) {
        for (int i = table.starts[row]; i < table.starts[row + 1]; i++) {
            int end = tenantsOfCells.starts[table.members[i] + 1];
            for (int j = tenantsOfCells.starts[table.members[i]]; j < end && tenantsOfCells.rows[j] < row; j++) {
                action.accept(tenantsOfCells.rows[j]);
            }
        }
    }
}
