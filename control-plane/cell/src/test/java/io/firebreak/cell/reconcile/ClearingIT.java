package io.firebreak.cell.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.cell.harness.FleetInMemory;
import io.firebreak.cell.harness.TestCell;
import io.firebreak.testdatabase.TestDatabase;
import org.junit.jupiter.api.Test;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

class ClearingIT {
    @Test
    void forgetsExpiredTokensInBoundedStepsAndKeepsWhatIsUnsettledOrAlive() {
        try (TestCell cell = TestCell.start("cell-1", TestDatabase.fresh(), FleetInMemory.ofC5Hosts(1))) {
            cell.bean(ThreadPoolTaskScheduler.class).shutdown();
            int expired = Clearing.MOST_A_TURN + 300;
            insert(cell, "expired", expired, "SETTLED", "null", "-1 second");
            insert(cell, "unsettled", 3, "UNSETTLED", "'cell-9'", "-1 second");
            insert(cell, "alive", 5, "SETTLED", "null", "1 hour");
            Clearing clearing = cell.bean(Clearing.class);

            clearing.clear();
            assertThat(tokens(cell, "expired")).isEqualTo(expired - Clearing.MOST_A_TURN);
            clearing.clear();
            assertThat(tokens(cell, "expired")).isZero();
            clearing.clear();
            assertThat(tokens(cell, "unsettled")).isEqualTo(3);
            assertThat(tokens(cell, "alive")).isEqualTo(5);
        }
    }

    private static void insert(TestCell cell, String name, int count, String state, String arbiter, String expiresIn) {
        cell.database()
                .sql("""
                        insert into client_token (tenant, token, fingerprint, state, skipped, arbiter, winner, answer,
                            created_at, expires_at)
                        select 'acme', '%s-' || i, 'f', '%s', '{}', %s, 'cell-1', '{}', now(), now() + interval '%s'
                        from generate_series(1, %d) i""".formatted(name, state, arbiter, expiresIn, count))
                .update();
    }

    private static int tokens(TestCell cell, String name) {
        return cell.database()
                .sql("select count(*) from client_token where token like ?")
                .param(name + "-%")
                .query(Integer.class)
                .single();
    }
}
