package io.firebreak.cell.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.cell.harness.Books;
import io.firebreak.cell.harness.FleetThatLosesCommands;
import io.firebreak.cell.harness.TestCell;
import io.firebreak.testdatabase.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RecoveryIT {
    private static final int HOSTS = 4;
    private static FleetThatLosesCommands fleet;
    private static TestCell cell;

    @BeforeAll
    static void start() {
        fleet = new FleetThatLosesCommands(HOSTS);
        cell = TestCell.start(
                        "cell-1",
                        TestDatabase.fresh(),
                        fleet,
                        "--firebreak.cell.reconcile.full-report-every=1s",
                        "--firebreak.cell.reconcile.recover-after=500ms")
                .withTenant("acme", "cell-1");
    }

    @AfterAll
    static void stop() {
        cell.close();
    }

    @AfterEach
    void startOver() {
        assertThat(fleet.ranTwice()).isEmpty();
        Books.addUp(cell.database());
        fleet.refuseFences(false);
        fleet.loseNextCommands(0);
        fleet.hosts().hosts().forEach(host -> fleet.unsilence(host.id()));
        cell.get("acme", "/v1/instances").ids().forEach(id -> cell.delete("acme", id));
        cell.await("an empty cell", () -> count("instance where state <> 'terminated'") == 0);
        cell.await("all hosts", () -> count("host where answering and not fenced") == HOSTS);
        Books.addUp(cell.database());
    }

    @Test
    void restartsOnAnotherHostWhatItsTenantWantsRestarted() {
        String id = running("restart", "c5.large");
        String host = cell.hostOf(id);

        fleet.silence(host);
        cell.await("another host", () -> !cell.hostOf(id).equals(host));
        cell.awaitState("acme", id, "running");

        assertThat(events(id))
                .containsExactly(
                        "launch", "host-running", "host-silent", "ended-to-restart", "placed-anew", "host-running");
        assertThat(usedVcpus(host)).isZero();
        assertThat(usedVcpus(cell.hostOf(id))).isEqualTo(2);
        assertThat(fleet.fences()).contains(host);
        assertThat(fleet.placed())
                .filteredOn(hosted -> hosted.instance().equals(id))
                .hasSize(1)
                .allMatch(hosted -> !hosted.host().equals(host));
    }

    @Test
    void freesAndRecoversNothingUntilThePowerIsConfirmedToBeOff() {
        String kept = running("restart", "c5.large");
        String ended = running("none", "c5.large");
        String host = cell.hostOf(kept);
        assertThat(cell.hostOf(ended)).as("best fit puts both on one host").isEqualTo(host);
        fleet.refuseFences(true);

        fleet.silence(host);
        cell.awaitState("acme", kept, "impaired");
        cell.await("fences refused", () -> fleet.fencesRefused() >= 5);

        assertThat(cell.state("acme", kept)).isEqualTo("impaired");
        assertThat(cell.state("acme", ended)).isEqualTo("impaired");
        assertThat(usedVcpus(host)).isEqualTo(4);

        fleet.refuseFences(false);
        cell.awaitState("acme", ended, "terminated");
        cell.awaitState("acme", kept, "running");
        assertThat(usedVcpus(host)).isZero();
        assertThat(cell.get("acme", "/v1/instances/" + ended)
                        .body()
                        .path("stateReason")
                        .asString())
                .startsWith("Server.HostFenced");
    }

    @Test
    void leavesWhatIsStoppedAndStartsItElsewhere() {
        String id = running("none", "c5.large");
        String host = cell.hostOf(id);
        cell.post("acme", "/v1/instances/" + id + ":stop", "");
        cell.awaitState("acme", id, "stopped");

        fleet.silence(host);
        cell.await("the fence", () -> count("host where fenced") == 1);
        assertThat(cell.state("acme", id)).isEqualTo("stopped");

        cell.post("acme", "/v1/instances/" + id + ":start", "");
        cell.awaitState("acme", id, "running");
        assertThat(cell.hostOf(id)).isNotEqualTo(host);
    }

    @Test
    void placesAnewWhatWasPendingWhateverItsTenantSaid() {
        fleet.loseNextCommands(Integer.MAX_VALUE);
        String id = launch("none", "c5.large");
        String host = cell.hostOf(id);

        fleet.silence(host);
        cell.await("another host", () -> !cell.hostOf(id).equals(host));
        fleet.loseNextCommands(0);

        cell.awaitState("acme", id, "running");
    }

    @Test
    void buriesWhatAnAnsweringHostLostBeforeItRunsAgain() {
        int fences = fleet.fences().size();
        String kept = running("restart", "c5.large");
        String ended = running("none", "c5.large");
        cell.database()
                .sql("update instance set updated_at = updated_at - interval '1 minute'")
                .update();

        fleet.lose(kept);
        fleet.lose(ended);
        cell.awaitState("acme", ended, "terminated");
        cell.await("the restart", () -> events(kept).contains("placed-anew"));
        cell.awaitState("acme", kept, "running");

        assertThat(events(kept))
                .containsExactly(
                        "launch", "host-running", "host-lost", "ended-to-restart", "placed-anew", "host-running");
        assertThat(fleet.fences()).as("hosts that answer keep their power").hasSize(fences);
    }

    @Test
    void waitsForRoomAndLetsTheTenantEndTheWait() {
        // each takes a host of its own
        List<String> ids = List.of(
                running("restart", "c5.9xlarge"),
                running("restart", "c5.9xlarge"),
                running("restart", "c5.9xlarge"),
                running("none", "c5.9xlarge"));
        fleet.silence(cell.hostOf(ids.get(0)));
        fleet.silence(cell.hostOf(ids.get(1)));
        cell.await("no room for two", () -> count("instance where awaits_host") == 2);
        assertThat(cell.state("acme", ids.get(0))).isEqualTo("impaired");

        cell.delete("acme", ids.get(0));
        cell.awaitState("acme", ids.get(0), "terminated");
        assertThat(cell.state("acme", ids.get(1))).isEqualTo("impaired");

        cell.delete("acme", ids.get(3));
        cell.awaitState("acme", ids.get(1), "running");
    }

    @Test
    void keepsToTenancyAndPlacementGroupOnTheOtherHost() {
        cell.post("acme", "/v1/placement-groups", """
                {"name":"apart","strategy":"spread"}""");
        List<String> ids = cell.post("acme", "/v1/instances", """
                        {"instanceType":"c5.large","minCount":2,"maxCount":2,"imageId":"ami-1","recovery":"restart",
                        "placementGroup":"apart","tenancy":"dedicated"}""").ids();
        ids.forEach(id -> cell.awaitState("acme", id, "running"));
        String lost = ids.getFirst();
        String host = cell.hostOf(lost);
        String rack = rackOf(host);

        fleet.silence(host);
        cell.await("another host", () -> !cell.hostOf(lost).equals(host));
        cell.awaitState("acme", lost, "running");

        assertThat(rackOf(cell.hostOf(lost)))
                .as("the other rack has the other one")
                .isEqualTo(rack);
        assertThat(count("placement_group_member where name = 'apart'")).isEqualTo(2);
        assertThat(count("host where owner = 'acme' and id = '%s'".formatted(cell.hostOf(lost))))
                .isEqualTo(1);
        assertThat(count("host where owner is not null and id = '%s'".formatted(host)))
                .isZero();
    }

    @Test
    void cutsNoPowerWhileMostHostsAreSilent() {
        int before = fleet.fences().size();
        fleet.silence("host-00001");
        fleet.silence("host-00002");
        fleet.silence("host-00003");
        cell.await("the record of it", () -> count("host where not answering") == 3);
        long read = fleet.reportsRead();
        cell.await("many turns of the leader", () -> fleet.reportsRead() > read + 20);
        assertThat(fleet.fences()).hasSize(before);

        fleet.unsilence("host-00002");
        cell.await("the fence of the others", () -> fleet.fences().size() == before + 2);
    }

    private static String launch(String recovery, String type) {
        return cell.post("acme", "/v1/instances", """
                {"instanceType":"%s","imageId":"ami-1","recovery":"%s"}""".formatted(type, recovery))
                .ids()
                .getFirst();
    }

    private static String running(String recovery, String type) {
        String id = launch(recovery, type);
        cell.awaitState("acme", id, "running");
        return id;
    }

    private static List<String> events(String id) {
        return cell.get("acme", "/v1/instances/" + id + "/history")
                .body()
                .path("changes")
                .valueStream()
                .map(change -> change.path("event").asString())
                .toList();
    }

    private static String rackOf(String host) {
        return cell.database()
                .sql("select rack from host where id = ?")
                .param(host)
                .query(String.class)
                .single();
    }

    private static int usedVcpus(String host) {
        return cell.database()
                .sql("select used_vcpus from host where id = ?")
                .param(host)
                .query(Integer.class)
                .single();
    }

    private static int count(String what) {
        return cell.database()
                .sql("select count(*) from " + what)
                .query(Integer.class)
                .single();
    }
}
