package io.firebreak.chaos.bench.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BenchTenantsTest {
    private static final int MANY = 10_000;

    @Test
    void givesEachTenantAShardOfDifferentCells() {
        for (int tenant = 0; tenant < MANY; tenant++) {
            assertThat(BenchTenants.shard(tenant))
                    .hasSize(BenchTenants.SHARD_SIZE)
                    .doesNotHaveDuplicates()
                    .allMatch(cell -> cell >= 1 && cell <= BenchTenants.CELLS);
            for (int cell = 1; cell <= BenchTenants.CELLS; cell++) {
                assertThat(BenchTenants.isMember(tenant, cell))
                        .isEqualTo(BenchTenants.shard(tenant).contains(cell));
            }
        }
    }

    @Test
    void spreadsTenantsOverAllCellsAlike() {
        int[] members = new int[BenchTenants.CELLS + 1];
        for (int tenant = 0; tenant < MANY; tenant++) {
            BenchTenants.shard(tenant).forEach(cell -> members[cell]++);
        }
        int even = MANY * BenchTenants.SHARD_SIZE / BenchTenants.CELLS;
        for (int cell = 1; cell <= BenchTenants.CELLS; cell++) {
            assertThat(members[cell]).isBetween(even * 9 / 10, even * 11 / 10);
        }
    }

    @Test
    void readsANameBack() {
        for (int tenant : new int[] {0, 7, 4_711, BenchTenants.MOST - 1}) {
            byte[] name = BenchTenants.name(tenant).getBytes(StandardCharsets.US_ASCII);
            assertThat(name).hasSize(14);
            assertThat(BenchTenants.numberAt(name, 0, name.length)).isEqualTo(tenant);
        }
        byte[] other = "tenant-00000x1".getBytes(StandardCharsets.US_ASCII);
        assertThat(BenchTenants.numberAt(other, 0, other.length)).isNegative();
        assertThat(BenchTenants.numberAt(other, 3, other.length)).isNegative();
    }
}
