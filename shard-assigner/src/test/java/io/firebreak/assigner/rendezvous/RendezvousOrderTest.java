package io.firebreak.assigner.rendezvous;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.Lattices;
import io.firebreak.assigner.TenantId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RendezvousOrderTest {
    private static final TenantId TENANT = new TenantId("t-001");
    private static final List<CellId> SHARD = cells("cell-1 cell-4 cell-6 cell-8");

    /** Computed by a separate program from the formula in the Javadoc. */
    @ParameterizedTest
    @CsvSource({
        "t-001, token-1, cell-1 cell-6 cell-4 cell-8",
        "t-001, token-2, cell-4 cell-1 cell-6 cell-8",
        "t-002, token-1, cell-1 cell-4 cell-6 cell-8"
    })
    void givesTheSameOrderInEveryProcess(String tenant, String token, String order) {
        assertThat(RendezvousOrder.of(new TenantId(tenant), token, SHARD)).containsExactlyElementsOf(cells(order));
    }

    @Test
    void doesNotDependOnTheOrderTheCellsAreGivenIn() {
        List<CellId> shuffled = new ArrayList<>(SHARD);
        for (int i = 0; i < 200; i++) {
            String token = "token-" + i;
            Collections.shuffle(shuffled, new Random(i));
            assertThat(RendezvousOrder.of(TENANT, token, shuffled)).isEqualTo(RendezvousOrder.of(TENANT, token, SHARD));
            assertThat(RendezvousOrder.of(TENANT, token, new HashSet<>(SHARD)))
                    .isEqualTo(RendezvousOrder.of(TENANT, token, SHARD));
        }
    }

    @Test
    void keepsTheOrderOfTheRestWhenACellIsOut() {
        for (CellId out : SHARD) {
            List<CellId> rest = SHARD.stream().filter(cell -> !cell.equals(out)).toList();
            for (int i = 0; i < 200; i++) {
                List<CellId> expected = new ArrayList<>(RendezvousOrder.of(TENANT, "token-" + i, SHARD));
                expected.remove(out);
                assertThat(RendezvousOrder.of(TENANT, "token-" + i, rest)).isEqualTo(expected);
            }
        }
    }

    @Test
    void makesEveryCellTheArbiterEquallyOften() {
        long[] seen = new long[SHARD.size()];
        for (int i = 0; i < 20_000; i++) {
            seen[SHARD.indexOf(RendezvousOrder.of(TENANT, "token-" + i, SHARD).getFirst())]++;
        }
        assertThat(Lattices.chiSquared(seen, new double[] {5_000, 5_000, 5_000, 5_000}))
                .isLessThan(Lattices.chiSquaredLimit(3));
    }

    @Test
    void keepsTenantAndTokenApart() {
        List<CellId> many =
                Lattices.of(64, 1).cells().stream().map(cell -> cell.id()).toList();
        assertThat(RendezvousOrder.of(new TenantId("ab"), "c", many))
                .isNotEqualTo(RendezvousOrder.of(new TenantId("a"), "bc", many))
                .isNotEqualTo(RendezvousOrder.of(new TenantId("c"), "ab", many));
    }

    @Test
    void acceptsAnyTokenAndAnEmptyShard() {
        assertThat(RendezvousOrder.of(TENANT, "", SHARD)).containsExactlyInAnyOrderElementsOf(SHARD);
        assertThat(RendezvousOrder.of(TENANT, "\uD83D\uDE00", SHARD)).containsExactlyInAnyOrderElementsOf(SHARD);
        assertThat(RendezvousOrder.of(TENANT, "token", List.of())).isEmpty();
    }

    private static List<CellId> cells(String names) {
        return Arrays.stream(names.split(" ")).map(CellId::new).toList();
    }
}
