package io.firebreak.cell.settlement;

import static io.firebreak.cell.harness.Arbiters.tokenWithOrder;
import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.cell.harness.Books;
import io.firebreak.cell.harness.FleetInMemory;
import io.firebreak.cell.harness.Keys;
import io.firebreak.cell.harness.TestCell;
import io.firebreak.cell.harness.TestCell.Answer;
import io.firebreak.testdatabase.TestDatabase;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A tenant moves from cell-1 and cell-2 to cell-2 and cell-3, while its tokens are used on both sides. */
class MovingTenantIT {
    private static final List<String> FROM = List.of("cell-1", "cell-2");
    private static TestCell one;
    private static TestCell two;
    private static TestCell three;

    @BeforeAll
    static void start() {
        one = cell("cell-1");
        two = cell("cell-2");
        three = cell("cell-3");
    }

    private static TestCell cell(String name) {
        return TestCell.start(
                name,
                TestDatabase.fresh(),
                FleetInMemory.ofC5Hosts(4),
                "--firebreak.cell.settlement.first-back-off=50ms",
                "--firebreak.cell.settlement.longest-back-off=200ms");
    }

    @AfterAll
    static void stop() {
        List.of(one, two, three).forEach(TestCell::close);
    }

    @BeforeEach
    void reconnect() {
        for (TestCell cell : List.of(one, two, three)) {
            for (TestCell peer : List.of(one, two, three)) {
                cell.withPeer(peer.name(), "active", peer.url().toString());
            }
        }
    }

    private static void cutOff() {
        for (TestCell cell : List.of(one, two, three)) {
            for (TestCell peer : List.of(one, two, three)) {
                cell.withPeer(peer.name(), "active");
            }
        }
    }

    @AfterEach
    void theBooksAddUp() {
        List.of(one, two, three).forEach(cell -> Books.addUp(cell.database()));
    }

    private static void before(String tenant) {
        one.withTenant(tenant, 1, "cell-1", "cell-2");
        two.withTenant(tenant, 1, "cell-1", "cell-2");
    }

    private static void moved(String tenant, TestCell... cells) {
        for (TestCell cell : cells) {
            cell.withMovingTenant(tenant, 2, FROM, "cell-2", "cell-3");
        }
    }

    /** The first call between two cells may take longer than a launch waits for it; then the launch is a take-over. */
    private static void awaitWarmWay(String tenant) {
        AtomicInteger tries = new AtomicInteger();
        three.await(
                "a launch is settled at once",
                () -> three.launch(
                                tenant,
                                tokenWithOrder(tenant, "warm-" + tries.incrementAndGet(), "cell-1", "cell-2", "cell-3"),
                                1)
                        .body()
                        .path("settled")
                        .asBoolean());
    }

    @Test
    void aTokenOfTheOldShardIsAnsweredInTheNewOneWithoutALaunch() {
        before("looked-up");
        String token = tokenWithOrder("looked-up", "x", "cell-1", "cell-3", "cell-2");
        Answer first = one.launch("looked-up", token, 2);
        moved("looked-up", three, two, one);
        awaitWarmWay("looked-up");

        Answer again = three.launch("looked-up", token, 2);

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.ids()).isEqualTo(first.ids());
        assertThat(again.body().path("settled").asBoolean()).isTrue();
        assertThat(Books.tokenState(three.database(), "looked-up", token)).isEqualTo("none");
        assertThat(three.launch("looked-up", token, 1).code()).isEqualTo("IDEMPOTENT_PARAMETER_MISMATCH");
    }

    /** Only the old arbiter knows of that set; were it declared out, the new shard would know nothing of it. */
    @Test
    void aSetThatTheOldArbiterKnowsOfAnotherCellIsNotFinal() {
        before("hearsay");
        String token = tokenWithOrder("hearsay", "x", "cell-1", "cell-3", "cell-2");
        Answer takeOver = two.launch("hearsay", token, 1);
        two.await("the arbiter has agreed", () -> isSettled(two, "hearsay", token));
        moved("hearsay", three, two, one);
        awaitWarmWay("hearsay");

        Answer again = three.launch("hearsay", token, 1);

        assertThat(again.ids()).isEqualTo(takeOver.ids());
        assertThat(again.body().path("settled").asBoolean()).isFalse();
    }

    @Test
    void aNewTokenIsSettledAtTheOldArbiterAndTheNewOneBeforeItIsAnswered() {
        before("settled");
        moved("settled", three, two, one);
        awaitWarmWay("settled");
        String token = tokenWithOrder("settled", "x", "cell-1", "cell-2", "cell-3");

        Answer launch = three.launch("settled", token, 2);

        assertThat(launch.body().path("settled").asBoolean()).isTrue();
        assertThat(Books.tokenState(one.database(), "settled", token)).isEqualTo("TAKEN_OVER");
        assertThat(Books.tokenState(two.database(), "settled", token)).isEqualTo("TAKEN_OVER");
        assertThat(two.launch("settled", token, 2).ids()).isEqualTo(launch.ids());
    }

    @Test
    void aLaunchThatCannotReachTheOldArbiterLosesToOneThatWasMadeThere() {
        before("late");
        String token = tokenWithOrder("late", "x", "cell-1", "cell-3", "cell-2");
        moved("late", three);
        cutOff();
        Answer takeOver = three.launch("late", token, 2);
        assertThat(takeOver.body().path("settled").asBoolean()).isFalse();
        Answer old = one.launch("late", token, 2);
        assertThat(old.body().path("settled").asBoolean()).isTrue();

        reconnect();

        three.await(
                "the winner is known",
                () -> Books.tokenState(three.database(), "late", token).equals("SUPERSEDED"));
        takeOver.ids().forEach(id -> three.awaitState("late", id, "terminated"));
        assertThat(three.launch("late", token, 2).ids()).isEqualTo(old.ids());
    }

    @Test
    void anOldMemberAnswersForWhatItHoldsAndLaunchesNothing() {
        before("leaving");
        Answer held = one.launch("leaving", tokenWithOrder("leaving", "x", "cell-1", "cell-2", "cell-3"), 1);
        moved("leaving", three, two, one);

        assertThat(one.launch("leaving", "another", 1).status()).isEqualTo(503);
        assertThat(one.get("leaving", "/v1/instances").ids()).isEqualTo(held.ids());
        assertThat(one.delete("leaving", held.ids().getFirst()).status()).isEqualTo(200);
        Answer behind = one.send(one.as(Keys.of("leaving"), "/v1/instances").header("Firebreak-Epoch", "1"));
        assertThat(behind.status()).isEqualTo(421);
        assertThat(behind.body().path("formerCells").toString()).isEqualTo("[\"cell-1\",\"cell-2\"]");
    }

    @Test
    void aMemberThatIsBehindAnswersForWhatItHoldsAndLaunchesNothing() {
        before("behind");

        assertThat(one.send(one.as(Keys.of("behind"), "/v1/instances").header("Firebreak-Epoch", "2"))
                        .status())
                .isEqualTo(200);
        assertThat(one.post(
                                "behind",
                                "/v1/instances",
                                "{\"instanceType\":\"c5.large\",\"minCount\":1,\"maxCount\":1,\"imageId\":\"ami-1\"}",
                                "Firebreak-Epoch",
                                "2",
                                "Idempotency-Key",
                                "ahead")
                        .code())
                .isEqualTo("EPOCH_AHEAD");
    }

    @Test
    void theOldAndTheNewArbiterDoNotWaitForEachOther() {
        before("mutual");
        moved("mutual", three, two, one);
        String token = tokenWithOrder("mutual", "x", "cell-3", "cell-2", "cell-1");
        cutOff();
        Answer old = two.launch("mutual", token, 2);
        Answer fresh = three.launch("mutual", token, 2);

        reconnect();

        three.await("both are settled", () -> isSettled(two, "mutual", token) && isSettled(three, "mutual", token));
        assertThat(Books.tokenState(two.database(), "mutual", token)).isEqualTo("SETTLED");
        fresh.ids().forEach(id -> three.awaitState("mutual", id, "terminated"));
        assertThat(three.launch("mutual", token, 2).ids()).isEqualTo(old.ids());
    }

    @Test
    void theNextOldMemberDecidesWhenTheFirstIsOut() {
        before("out");
        String token = tokenWithOrder("out", "x", "cell-1", "cell-3", "cell-2");
        moved("out", three);
        cutOff();
        Answer takenOver = two.launch("out", token, 1);
        Answer fresh = three.launch("out", token, 1);
        for (TestCell cell : List.of(two, three)) {
            cell.withPeer("cell-1", "out");
        }
        two.withPeer("cell-3", "active", three.url().toString());
        three.withPeer("cell-2", "active", two.url().toString());

        three.await("both are settled", () -> isSettled(two, "out", token) && isSettled(three, "out", token));
        assertThat(two.launch("out", token, 1).ids()).isEqualTo(takenOver.ids());
        assertThat(three.launch("out", token, 1).ids()).isEqualTo(takenOver.ids());
        fresh.ids().forEach(id -> three.awaitState("out", id, "terminated"));
    }

    @Test
    void racesAcrossAMoveLeaveOneSet() throws Exception {
        Random chance = new Random(7);
        try (ExecutorService threads = Executors.newFixedThreadPool(5)) {
            for (int round = 0; round < 12; round++) {
                String tenant = "race-" + round;
                before(tenant);
                String token = "token-" + round;
                List<Callable<Object>> steps = new ArrayList<>(List.of(
                        () -> one.launch(tenant, token, 1),
                        () -> two.launch(tenant, token, 1),
                        () -> three.launch(tenant, token, 1),
                        () -> {
                            moved(tenant, two);
                            return two.launch(tenant, token, 1);
                        },
                        () -> {
                            moved(tenant, one);
                            return one.launch(tenant, token, 1);
                        }));
                Collections.shuffle(steps, chance);
                moved(tenant, three);
                for (Future<Object> step : threads.invokeAll(steps)) {
                    step.get();
                }
                three.await(
                        "settlement of " + token,
                        () -> List.of(one, two, three).stream()
                                .noneMatch(cell -> Books.tokenState(cell.database(), tenant, token)
                                        .equals("UNSETTLED")));
                List<String> live = List.of(one, two, three).stream()
                        .flatMap(cell -> Books.liveSet(cell.database(), tenant, token).stream())
                        .toList();
                assertThat(live).as("round %d", round).hasSize(1);
                assertThat(three.launch(tenant, token, 1).ids()).isEqualTo(live);
                assertThat(two.launch(tenant, token, 1).ids()).isEqualTo(live);
            }
        }
    }

    private static boolean isSettled(TestCell cell, String tenant, String token) {
        return List.of("SETTLED", "SUPERSEDED").contains(Books.tokenState(cell.database(), tenant, token));
    }
}
