package io.firebreak.cell.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.cell.harness.Books;
import io.firebreak.cell.harness.FleetThatLosesCommands;
import io.firebreak.cell.harness.TestCell;
import io.firebreak.fleet.api.CommandBatch;
import io.firebreak.fleet.api.HostAction;
import io.firebreak.fleet.api.HostCommand;
import io.firebreak.fleet.api.HostedInstance;
import io.firebreak.fleet.api.HostedState;
import io.firebreak.fleet.api.Resources;
import io.firebreak.testdatabase.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ReconcileIT {
    private static FleetThatLosesCommands fleet;
    private static TestCell cell;

    @BeforeAll
    static void start() {
        fleet = new FleetThatLosesCommands(3);
        cell = TestCell.start(
                        "cell-1",
                        TestDatabase.fresh(),
                        fleet,
                        "--firebreak.cell.reconcile.full-report-every=1s",
                        "--firebreak.cell.reconcile.lease-timeout=2s")
                .withTenant("acme", "cell-1");
    }

    @AfterAll
    static void stop() {
        cell.close();
    }

    @AfterEach
    void theBooksAddUp() {
        Books.addUp(cell.database());
    }

    @Test
    void drivesALaunchWhoseCommandWasLost() {
        fleet.loseNextCommands(2);
        String id = launch("lost-command");

        cell.awaitState("acme", id, "running");
        assertThat(commandsFor(id)).isEqualTo(1);
    }

    @Test
    void doesNotMindCommandsThatArriveTwice() {
        fleet.loseNextAnswers(2);
        String id = launch("lost-answer");

        cell.awaitState("acme", id, "running");
        cell.delete("acme", id);
        cell.awaitState("acme", id, "terminated");
        assertThat(fleet.placed()).extracting(HostedInstance::instance).doesNotContain(id);
    }

    @Test
    void keepsTheRoomUntilTheHostConfirmsTheEnd() {
        String id = running("room");
        int before = usedVcpus();
        fleet.loseNextCommands(3);

        cell.delete("acme", id);
        assertThat(cell.state("acme", id)).isEqualTo("shutting-down");
        assertThat(usedVcpus()).isEqualTo(before);

        cell.awaitState("acme", id, "terminated");
        assertThat(usedVcpus()).isEqualTo(before - 2);
    }

    @Test
    void learnsOfAnEndWhoseReportWasLostWithTheFleetsProcess() {
        String id = running("fleet-restart");
        fleet.loseNextCommands(1);
        cell.delete("acme", id);
        // the host terminates it, and its process is replaced before anyone reads so in a report
        synchronized (fleet) {
            fleet.loseNextCommands(0);
            HostedInstance hosted = fleet.placed().stream()
                    .filter(instance -> instance.instance().equals(id))
                    .findFirst()
                    .orElseThrow();
            fleet.send(new CommandBatch(List.of(
                    new HostCommand(hosted.host(), id, hosted.generation() + 1, HostAction.TERMINATE, null, null))));
            fleet.restart();
        }

        cell.awaitState("acme", id, "terminated");
    }

    @Test
    void terminatesWhatIsOnAHostWithoutBeingInTheRecord() {
        String orphan = "i-00010000000000bad";
        fleet.plant(new HostedInstance(
                "host-00001", orphan, "c5.large", 4, HostedState.RUNNING, new Resources(2, 4_096, 1, 1, 1, 1, 0)));

        cell.await(
                "the orphan's end",
                () -> fleet.placed().stream()
                        .noneMatch(instance -> instance.instance().equals(orphan)));
    }

    @Test
    void terminatesAgainWhatComesBackFromTheDead() {
        String id = running("undead");
        HostedInstance alive = fleet.placed().stream()
                .filter(instance -> instance.instance().equals(id))
                .findFirst()
                .orElseThrow();
        cell.delete("acme", id);
        cell.awaitState("acme", id, "terminated");

        fleet.plant(alive);

        cell.await(
                "its second end",
                () -> fleet.placed().stream()
                        .noneMatch(instance -> instance.instance().equals(id)));
        assertThat(cell.state("acme", id)).isEqualTo("terminated");
    }

    @Test
    void showsWhatRanOnASilentHostAsImpairedUntilTheHostAnswersAgain() {
        String id = running("silent");
        String host = cell.hostOf(id);

        fleet.silence(host);
        cell.awaitState("acme", id, "impaired");
        assertThat(cell.get("acme", "/v1/instances/" + id)
                        .body()
                        .path("stateReason")
                        .asString())
                .startsWith("Server.HostSilent");
        assertThat(cell.hostOf(launch("elsewhere"))).isNotEqualTo(host);

        fleet.unsilence(host);
        cell.awaitState("acme", id, "running");
        assertThat(cell.get("acme", "/v1/instances/" + id).body().has("stateReason"))
                .isFalse();
    }

    @Test
    void showsWhatAHostForgotAsImpairedAndLetsItBeTerminated() {
        String id = running("forgotten");
        cell.database()
                .sql("update instance set updated_at = updated_at - interval '1 minute' where id = ?")
                .param(id)
                .update();

        fleet.lose(id);

        cell.awaitState("acme", id, "impaired");
        cell.delete("acme", id);
        cell.awaitState("acme", id, "terminated");
    }

    @Test
    void sendsARebootAgainThatWasLost() {
        String id = running("reboot");
        fleet.loseNextCommands(1);

        cell.post("acme", "/v1/instances/" + id + ":reboot", "");

        cell.await(
                "the reboot",
                () -> fleet.received().stream()
                        .anyMatch(command -> command.instance().equals(id) && command.action() == HostAction.REBOOT));
        cell.await(
                "no command due",
                () -> cell.database()
                                .sql("select count(*) from instance where id = ? and dispatch_at is not null")
                                .param(id)
                                .query(Integer.class)
                                .single()
                        == 0);
        assertThat(cell.state("acme", id)).isEqualTo("running");
    }

    @Test
    void overtakesAHostThatHasSeenNewerCommandsThanTheRecord() {
        String id = running("restored");
        HostedInstance hosted = fleet.placed().stream()
                .filter(instance -> instance.instance().equals(id))
                .findFirst()
                .orElseThrow();
        fleet.plant(new HostedInstance(
                hosted.host(), id, hosted.instanceType(), 40, HostedState.RUNNING, hosted.resources()));

        cell.delete("acme", id);

        cell.awaitState("acme", id, "terminated");
    }

    @Test
    void survivesTheLossOfItsDatabaseSessions() {
        String id = running("sessions");
        cell.database().sql("""
                        select count(pg_terminate_backend(pid)) from pg_stat_activity
                        where datname = current_database() and pid <> pg_backend_pid()""").query(Integer.class).single();

        cell.await(
                "another launch", () -> cell.launch("acme", "after-sessions", 1).status() == 201);
        cell.await("a termination", () -> cell.delete("acme", id).status() == 200);
        cell.awaitState("acme", id, "terminated");
    }

    private static String launch(String token) {
        return cell.launch("acme", token, 1).ids().getFirst();
    }

    private static String running(String token) {
        String id = launch(token);
        cell.awaitState("acme", id, "running");
        return id;
    }

    private static long commandsFor(String id) {
        return fleet.received().stream()
                .filter(command -> command.instance().equals(id))
                .count();
    }

    private static int usedVcpus() {
        return cell.database()
                .sql("select sum(used_vcpus) from host")
                .query(Integer.class)
                .single();
    }
}
