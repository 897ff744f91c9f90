package io.firebreak.router.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RetryBudgetTest {
    @Test
    void paysForAFifthOfTheRequestsOnceItsReserveIsSpent() {
        RetryBudget budget = new RetryBudget(20, 10);
        int retries = 0;
        for (int i = 0; i < 1_000; i++) {
            budget.earn();
            if (budget.allows()) {
                budget.spend();
                retries++;
            }
        }
        assertThat(retries).isBetween(205, 210);
    }

    @Test
    void savesNoMoreThanItsReserve() {
        RetryBudget budget = new RetryBudget(20, 2);
        for (int i = 0; i < 1_000; i++) {
            budget.earn();
        }
        budget.spend();
        budget.spend();
        assertThat(budget.allows()).isFalse();
    }
}
