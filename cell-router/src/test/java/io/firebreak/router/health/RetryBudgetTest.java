package io.firebreak.router.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryBudgetTest {
    private final TestClock clock = new TestClock();

    /** Every request fails and would be sent again: what gets through is what the budget lets through. */
    @ParameterizedTest
    @CsvSource({"2000,10,10,2000", "1000,10,10,1000", "50,10,10,100", "100,10,10,100", "1000,20,0,2000", "1000,0,0,0"})
    void addsItsShareOrItsFloorWhicheverIsMore(int perSecond, int percent, int floor, int expectedInTenSeconds) {
        RetryBudget budget = new RetryBudget(percent, floor, clock);
        int retries = 0;
        for (int i = 0; i < 10 * perSecond; i++) {
            clock.advance(Duration.ofSeconds(1).dividedBy(perSecond));
            budget.earn();
            if (budget.trySpend()) {
                retries++;
            }
        }
        assertThat(retries).isBetween((int) (0.9 * expectedInTenSeconds), expectedInTenSeconds + floor);
    }

    @Test
    void savesNothingUp() {
        RetryBudget budget = new RetryBudget(10, 2, clock);
        for (int i = 0; i < 1_000; i++) {
            budget.earn();
        }
        clock.advance(Duration.ofHours(1));
        assertThat(budget.trySpend()).isTrue();
        assertThat(budget.trySpend()).isTrue();
        assertThat(budget.trySpend()).isFalse();
    }

    @Test
    void leavesHalfOfItselfToRetriesHoweverManyHedgesThereAre() {
        RetryBudget budget = new RetryBudget(10, 0, clock);
        for (int i = 0; i < 1_000; i++) {
            budget.earn();
        }
        int hedges = 0;
        while (budget.trySpendOnHedge()) {
            hedges++;
        }
        int retries = 0;
        while (budget.trySpend()) {
            retries++;
        }
        assertThat(hedges).isEqualTo(50);
        assertThat(retries).isEqualTo(50);
        assertThat(budget.trySpendOnHedge()).isFalse();
    }

    @Test
    void holdsAnOverdraftAgainstTheNextRetries() {
        RetryBudget budget = new RetryBudget(10, 1, clock);
        budget.spend();
        budget.spend();
        assertThat(budget.allows()).isFalse();
        clock.advance(Duration.ofMillis(1_100));
        assertThat(budget.allows()).isTrue();
    }
}
