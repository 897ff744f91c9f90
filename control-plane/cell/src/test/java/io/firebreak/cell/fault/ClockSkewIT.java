package io.firebreak.cell.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.cell.harness.Books;
import io.firebreak.cell.harness.FleetThatLosesCommands;
import io.firebreak.cell.harness.TestCell;
import io.firebreak.testdatabase.TestDatabase;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A cell whose clock jumps: what it promised holds by any clock. */
class ClockSkewIT {
    private static FleetThatLosesCommands fleet;
    private static TestCell cell;

    @TempDir
    static Path directory;

    @BeforeAll
    static void start() {
        fleet = new FleetThatLosesCommands(4);
        cell = TestCell.start(
                        "cell-1",
                        TestDatabase.fresh(),
                        fleet,
                        "--firebreak.chaos.enabled=true",
                        "--firebreak.chaos.directory=" + directory,
                        "--firebreak.cell.reconcile.full-report-every=1s",
                        "--firebreak.cell.reconcile.recover-after=60s")
                .withTenant("acme", "cell-1");
    }

    @AfterAll
    static void stop() {
        cell.close();
    }

    @AfterEach
    void setRight() {
        fleet.loseNextCommands(0);
        fleet.hosts().hosts().forEach(host -> fleet.unsilence(host.id()));
        answers(clock().DELETE(), 200);
        cell.await("all hosts", () -> count("host where answering") == 4);
        assertThat(fleet.ranTwice()).isEmpty();
        Books.addUp(cell.database());
    }

    private static HttpRequest.Builder clock() {
        return HttpRequest.newBuilder(cell.managementUrl().resolve("/actuator/clock"))
                .header("Content-Type", "application/json");
    }

    private static void answers(HttpRequest.Builder request, int status) {
        assertThat(cell.send(request).status()).isEqualTo(status);
    }

    private static void skew(Duration by) {
        answers(clock().POST(BodyPublishers.ofString("{\"by\":\"%s\"}".formatted(by))), 200);
    }

    private static long count(String what) {
        return cell.database()
                .sql("select count(*) from " + what)
                .query(Long.class)
                .single();
    }

    private static String launched(String token) {
        return cell.launch("acme", token, 1).ids().getFirst();
    }

    @Test
    void aHostThatHasJustFallenSilentKeepsItsPower() {
        String id = launched("keeps");
        cell.awaitState("acme", id, "running");
        fleet.silence(cell.hostOf(id));
        cell.awaitState("acme", id, "impaired");

        skew(Duration.ofSeconds(90));
        long read = fleet.reportsRead();
        cell.await("many turns of the leader", () -> fleet.reportsRead() > read + 20);
        assertThat(fleet.fences()).isEmpty();

        fleet.unsilence(cell.hostOf(id));
        cell.awaitState("acme", id, "running");
    }

    @Test
    void whatWasLostOnItsWayIsSentAgainSoonAfterTheClockWasSetBack() {
        skew(Duration.ofSeconds(90));
        fleet.loseNextCommands(Integer.MAX_VALUE);
        String id = launched("lost");
        answers(clock().DELETE(), 200);
        fleet.loseNextCommands(0);

        cell.awaitState("acme", id, "running");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT1H", "-PT1H", "PT-1M-30S", "PT0.5S"})
    void aTokenMeansTheSameSetOnEitherSideOfAJump(String by) {
        String id = launched("token" + by);
        skew(Duration.parse(by));
        assertThat(launched("token" + by)).isEqualTo(id);
        cell.awaitState("acme", id, "running");
        String later = launched("later" + by);
        answers(clock().DELETE(), 200);
        assertThat(launched("later" + by)).isEqualTo(later);
        cell.awaitState("acme", later, "running");
        assertThat(count("instance where token in ('token%1$s', 'later%1$s')".formatted(by)))
                .isEqualTo(2);
    }

    @Test
    void tellsItsTimeAndRefusesOneThatNobodyWouldBelieve() {
        skew(Duration.ofSeconds(-90));
        var told = cell.send(clock().GET()).body();
        assertThat(told.path("by").asString()).isEqualTo("PT-1M-30S");
        assertThat(Duration.between(Instant.parse(told.path("now").asString()), Instant.now()))
                .isBetween(Duration.ofSeconds(89), Duration.ofSeconds(120));
        answers(clock().POST(BodyPublishers.ofString("{\"by\":\"PT61M\"}")), 400);
        answers(clock().POST(BodyPublishers.ofString("{\"by\":\"soon\"}")), 400);
        assertThat(cell.send(clock().GET()).body().path("by").asString()).isEqualTo("PT-1M-30S");
    }
}
