package io.firebreak.cell.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.cell.harness.FleetInMemory;
import io.firebreak.cell.harness.TestCell;
import io.firebreak.testdatabase.TestDatabase;
import org.junit.jupiter.api.Test;

class LeaderIT {
    @Test
    void isOneNodeAndAnotherWhenThatIsGone() {
        TestDatabase database = TestDatabase.fresh();
        FleetInMemory fleet = FleetInMemory.ofC5Hosts(2);
        TestCell first = TestCell.start("cell-1", database, fleet);
        try (TestCell second = TestCell.start("cell-1", database, fleet, "--firebreak.cell.node=node-2")) {
            second.withTenant("acme", "cell-1");
            assertThat(first.bean(LeaderLock.class).isLeading()).isTrue();
            assertThat(second.bean(LeaderLock.class).isLeading()).isFalse();

            first.close();

            second.await(
                    "the second node's lead",
                    () -> second.bean(LeaderLock.class).isLeading());
            String id = second.launch("acme", "led", 1).ids().getFirst();
            second.awaitState("acme", id, "running");
        }
    }

    /** A node that is stopped renews nothing; to the database that looks like a node whose loop never comes back. */
    @Test
    void losesTheLeadWhenItIsSilentForALease() {
        TestDatabase database = TestDatabase.fresh();
        FleetInMemory fleet = FleetInMemory.ofC5Hosts(2);
        try (TestCell node = TestCell.start("cell-1", database, fleet)) {
            node.database().sql("""
                            select count(pg_terminate_backend(pid)) from pg_stat_activity
                            where datname = current_database() and application_name = 'firebreak-leader'""").query(Integer.class).single();

            node.await(
                    "the lead anew",
                    () -> node.bean(LeaderLock.class).isLeading()
                            && node.database()
                                            .sql(
                                                    "select count(*) from pg_locks where locktype = 'advisory' and granted")
                                            .query(Integer.class)
                                            .single()
                                    > 0);
        }
    }
}
