package io.firebreak.directory.move;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.Shard;
import io.firebreak.assigner.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RepairBudgetTest {
    private static final Instant NOW = Instant.parse("2026-01-02T12:00:00Z");
    private final RepairBudget budget = new RepairBudget(2);

    @Test
    void allowsWhatFitsIntoADay() {
        assertThat(budget.refusal(2, List.of(), NOW)).isEmpty();
        assertThat(budget.refusal(1, List.of(oneMember(Duration.ofHours(1))), NOW))
                .isEmpty();
        assertThat(budget.refusal(2, List.of(oneMember(Duration.ofHours(24))), NOW))
                .isEmpty();
    }

    @Test
    void saysWhenItIsPossibleAgain() {
        List<Move> earlier = List.of(oneMember(Duration.ofHours(3)), oneMember(Duration.ofHours(20)));

        assertThat(budget.refusal(1, earlier, NOW))
                .contains(new MoveRefusal.BudgetSpent(2, 1, 2, NOW.plus(Duration.ofHours(4))));
        assertThat(budget.refusal(2, earlier, NOW))
                .contains(new MoveRefusal.BudgetSpent(2, 2, 2, NOW.plus(Duration.ofHours(21))));
    }

    @Test
    void neverAllowsMoreThanADaysMembersAtOnce() {
        assertThat(budget.refusal(3, List.of(), NOW)).contains(new MoveRefusal.OverBudget(3, 2));
    }

    private static Move oneMember(Duration ago) {
        Instant at = NOW.minus(ago);
        return new Move(new TenantId("t-1"), 2, shard(1, 2), shard(2, 3), MovePhase.CLOSED, at, at, at);
    }

    private static Shard shard(int... cells) {
        return new Shard(Arrays.stream(cells)
                .mapToObj(number -> new CellId("cell-" + number))
                .toList());
    }
}
