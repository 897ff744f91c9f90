package io.firebreak.directory.move;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How many members of one tenant's shard may change in a day. Replacing what died at once lets a tenant whose requests kill
 * cells walk through the whole fleet (cortexproject/cortex#3901); with a budget it reaches that many more a day.
 */
record RepairBudget(int membersPerDay) {
    static final Duration DAY = Duration.ofDays(1);

    /** Why this many more may not change now; empty when they may. */
    Optional<MoveRefusal> refusal(int changing, List<Move> earlier, Instant now) {
        if (changing > membersPerDay) {
            return Optional.of(new MoveRefusal.OverBudget(changing, membersPerDay));
        }
        List<Move> counted = earlier.stream()
                .filter(move -> move.startedAt().isAfter(now.minus(DAY)))
                .sorted(Comparator.comparing(Move::startedAt))
                .toList();
        int changed = counted.stream().mapToInt(move -> move.joining().size()).sum();
        int tooMany = changed + changing - membersPerDay;
        for (Move move : counted) {
            int before = tooMany;
            tooMany -= move.joining().size();
            if (before > 0 && tooMany <= 0) {
                return Optional.of(new MoveRefusal.BudgetSpent(
                        changed, changing, membersPerDay, move.startedAt().plus(DAY)));
            }
        }
        return Optional.empty();
    }
}
