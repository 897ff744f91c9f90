package io.firebreak.cell.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.assigner.TenantId;
import io.firebreak.cell.capacity.CapacityView;
import io.firebreak.cell.harness.Books;
import io.firebreak.cell.harness.FleetThatLosesCommands;
import io.firebreak.cell.harness.TestCell;
import io.firebreak.cell.harness.TestCell.Answer;
import io.firebreak.cell.lifecycle.HostReports;
import io.firebreak.cell.lifecycle.InstanceStore;
import io.firebreak.fleet.api.HostCommand;
import io.firebreak.fleet.api.HostedInstance;
import io.firebreak.testdatabase.TestDatabase;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.transaction.support.TransactionTemplate;

/** Every step of a launch is made to fail, to repeat, and to undo, twice each. */
class LaunchWorkflowIT {
    private static FleetThatLosesCommands fleet;
    private static TestCell cell;

    /** The steps inside the transaction, each broken by a trigger. */
    enum Step {
        TOKEN("trigger %s before insert on client_token for each row"),
        INSTANCES("trigger %s before insert on instance for each row"),
        QUOTA("trigger %s before insert on tenant_usage for each row"),
        HOSTS("trigger %s before update on host for each row when (new.used_vcpus > old.used_vcpus)"),
        COMMIT("constraint trigger %s after insert on client_token deferrable initially deferred for each row");

        private final String trigger;

        Step(String trigger) {
            this.trigger = trigger;
        }

        void fail() {
            cell.database()
                    .sql("create " + trigger.formatted("planted") + " execute function fail()")
                    .update();
        }

        void work() {
            String table = trigger.replaceFirst(".* on (\\w+) .*", "$1");
            cell.database().sql("drop trigger planted on " + table).update();
        }
    }

    @BeforeAll
    static void start() {
        fleet = new FleetThatLosesCommands(4);
        cell = TestCell.start("cell-1", TestDatabase.fresh(), fleet).withTenant("acme", "cell-1");
        cell.database().sql("""
                create function fail() returns trigger language plpgsql as
                'begin raise exception ''planted''; end'""").update();
    }

    @AfterAll
    static void stop() {
        cell.close();
    }

    @AfterEach
    void theBooksAddUp() {
        Books.addUp(cell.database());
        assertThat(cell.bean(CapacityView.class).reservationsHeld()).isZero();
    }

    @ParameterizedTest
    @EnumSource(Step.class)
    void leavesNothingBehindWhereAStepFailsAndDoesItOnceWhenItWorksAgain(Step step) {
        String token = "step-" + step;
        step.fail();
        for (int failure = 0; failure < 2; failure++) {
            Answer failed = cell.launch("acme", token, 2);

            assertThat(failed.code()).isEqualTo("UNAVAILABLE");
            assertThat(Books.tokenState(cell.database(), "acme", token)).isEqualTo("none");
            assertThat(Books.liveSet(cell.database(), "acme", token)).isEmpty();
            Books.addUp(cell.database());
            assertThat(cell.bean(CapacityView.class).reservationsHeld()).isZero();
        }
        step.work();

        Answer launched = cell.launch("acme", token, 2);
        assertThat(launched.status()).isEqualTo(201);
        for (int repetition = 0; repetition < 2; repetition++) {
            assertThat(cell.launch("acme", token, 2).ids()).isEqualTo(launched.ids());
        }
        assertThat(Books.liveSet(cell.database(), "acme", token)).containsExactlyInAnyOrderElementsOf(launched.ids());
    }

    @Test
    void bootsOnceThoughCommandsAndAnswersAreLostTwice() {
        fleet.loseNextCommands(2);
        String first = cell.launch("acme", "commands-lost", 1).ids().getFirst();
        cell.awaitState("acme", first, "running");
        fleet.loseNextAnswers(2);
        String second = cell.launch("acme", "answers-lost", 1).ids().getFirst();
        cell.awaitState("acme", second, "running");

        assertThat(fleet.placed())
                .extracting(HostedInstance::instance)
                .contains(first, second)
                .doesNotHaveDuplicates();
    }

    @Test
    void takesAReportTwiceForOnce() {
        String id = cell.launch("acme", "report-twice", 1).ids().getFirst();
        cell.awaitState("acme", id, "running");
        List<HostedInstance> report = fleet.placed().stream()
                .filter(hosted -> hosted.instance().equals(id))
                .toList();

        for (int repetition = 0; repetition < 2; repetition++) {
            assertThat(cell.bean(HostReports.class).apply(report)).isEmpty();
        }

        assertThat(cell.get("acme", "/v1/instances/" + id + "/history")
                        .body()
                        .path("changes")
                        .size())
                .isEqualTo(2);
    }

    @Test
    void isUndoneTwiceForOnce() {
        String id = cell.launch("acme", "undone", 1).ids().getFirst();

        List<HostCommand> commands = undo("undone");
        List<HostCommand> again = undo("undone");

        assertThat(commands).extracting(HostCommand::instance).containsExactly(id);
        assertThat(again).isEmpty();
        cell.awaitState("acme", id, "terminated");
        assertThat(undo("undone")).isEmpty();
    }

    private static List<HostCommand> undo(String token) {
        return Objects.requireNonNull(cell.bean(TransactionTemplate.class)
                .execute(_ -> cell.bean(InstanceStore.class).supersede(new TenantId("acme"), token, "cell-2")));
    }
}
