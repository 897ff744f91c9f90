package io.firebreak.cell.settlement;

import static io.firebreak.cell.harness.Arbiters.tokenWithOrder;
import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.cell.harness.Books;
import io.firebreak.cell.harness.FleetInMemory;
import io.firebreak.cell.harness.TestCell;
import io.firebreak.cell.harness.TestCell.Answer;
import io.firebreak.testdatabase.TestDatabase;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Three cells, each with its own database, that settle over HTTP. A cell that "cannot be reached" is one whose nodes the
 * others do not know yet.
 */
class SettlementIT {
    private static final String TENANT = "acme";
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
                        "--firebreak.cell.settlement.longest-back-off=200ms")
                .withTenant(TENANT, "cell-1", "cell-2", "cell-3");
    }

    @AfterAll
    static void stop() {
        List.of(one, two, three).forEach(TestCell::close);
    }

    @BeforeEach
    void cutOff() {
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

    private static void reconnect() {
        for (TestCell cell : List.of(one, two, three)) {
            for (TestCell peer : List.of(one, two, three)) {
                cell.withPeer(peer.name(), "active", peer.url().toString());
            }
        }
    }

    private static void awaitToken(TestCell cell, String token, String state) {
        cell.await(
                "%s %s in %s".formatted(token, state, cell.name()),
                () -> Books.tokenState(cell.database(), TENANT, token).equals(state));
    }

    private static void everyCellNames(String token, List<String> ids) {
        for (TestCell cell : List.of(one, two, three)) {
            if (!Books.tokenState(cell.database(), TENANT, token).equals("none")) {
                Answer again = cell.launch(TENANT, token, 2);
                assertThat(again.ids()).as("answer of " + cell.name()).isEqualTo(ids);
                assertThat(again.body().path("settled").asBoolean()).isTrue();
            }
        }
    }

    @Test
    void takeOverWithoutACommitAtTheArbiterWins() {
        String token = tokenWithOrder(TENANT, "alone", "cell-1", "cell-2", "cell-3");
        Answer takeOver = two.launch(TENANT, token, 2);
        assertThat(takeOver.body().path("settled").asBoolean()).isFalse();
        assertThat(two.launch(TENANT, token, 2).body()).isEqualTo(takeOver.body());

        reconnect();

        awaitToken(two, token, "SETTLED");
        awaitToken(one, token, "TAKEN_OVER");
        everyCellNames(token, takeOver.ids());
        assertThat(Books.liveSet(two.database(), TENANT, token)).hasSize(2);
    }

    @Test
    void lateCommitAtTheArbiterMeetsTheSettledTakeOver() {
        String token = tokenWithOrder(TENANT, "late", "cell-1", "cell-2", "cell-3");
        Answer takeOver = two.launch(TENANT, token, 2);
        reconnect();
        awaitToken(two, token, "SETTLED");

        Answer late = one.launch(TENANT, token, 2);

        assertThat(late.status()).isEqualTo(201);
        assertThat(late.ids()).isEqualTo(takeOver.ids());
        assertThat(Books.liveSet(one.database(), TENANT, token)).isEmpty();
    }

    @Test
    void commitAtTheArbiterBeforeTheTakeOverWins() {
        String token = tokenWithOrder(TENANT, "before", "cell-1", "cell-2", "cell-3");
        Answer first = one.launch(TENANT, token, 2);
        Answer takeOver = two.launch(TENANT, token, 2);
        assertThat(takeOver.ids()).doesNotContainAnyElementsOf(first.ids());

        reconnect();

        awaitToken(two, token, "SUPERSEDED");
        takeOver.ids().forEach(id -> two.awaitState(TENANT, id, "terminated"));
        everyCellNames(token, first.ids());
    }

    @Test
    void commitAtTheArbiterAfterTheTakeOverButBeforeTheyTalkWins() {
        String token = tokenWithOrder(TENANT, "between", "cell-1", "cell-2", "cell-3");
        Answer takeOver = two.launch(TENANT, token, 2);
        Answer late = one.launch(TENANT, token, 2);

        reconnect();

        awaitToken(two, token, "SUPERSEDED");
        takeOver.ids().forEach(id -> two.awaitState(TENANT, id, "terminated"));
        everyCellNames(token, late.ids());
    }

    @Test
    void ofSeveralTakeOversTheFirstAtTheArbiterWins() {
        String token = tokenWithOrder(TENANT, "several", "cell-1", "cell-2", "cell-3");
        Answer second = two.launch(TENANT, token, 2);
        Answer third = three.launch(TENANT, token, 2);
        three.withPeer("cell-1", "active", one.url().toString());
        awaitToken(three, token, "SETTLED");

        reconnect();

        awaitToken(two, token, "SUPERSEDED");
        second.ids().forEach(id -> two.awaitState(TENANT, id, "terminated"));
        everyCellNames(token, third.ids());
    }

    @Test
    void retryOfASupersededRequestThatDiffersFromTheWinnersIsToldSoEverywhere() {
        String token = tokenWithOrder(TENANT, "differs", "cell-1", "cell-2", "cell-3");
        Answer takeOver = two.launch(TENANT, token, 1);
        Answer winner = one.launch(TENANT, token, 2);

        reconnect();

        awaitToken(two, token, "SUPERSEDED");
        takeOver.ids().forEach(id -> two.awaitState(TENANT, id, "terminated"));
        everyCellNames(token, winner.ids());
        assertThat(one.launch(TENANT, token, 1).code()).isEqualTo("IDEMPOTENT_PARAMETER_MISMATCH");
        assertThat(two.launch(TENANT, token, 1).code()).isEqualTo("IDEMPOTENT_PARAMETER_MISMATCH");
    }

    @Test
    void nextCellArbitratesWhenTheArbiterIsDeclaredOut() {
        String token = tokenWithOrder(TENANT, "out", "cell-1", "cell-2", "cell-3");
        Answer third = three.launch(TENANT, token, 2);
        Answer second = two.launch(TENANT, token, 2);
        three.withPeer("cell-1", "out").withPeer("cell-2", "active", two.url().toString());
        three.await(
                "the role passed on",
                () -> three.database()
                                .sql("select count(*) from client_token where token = ? and arbiter = 'cell-2'")
                                .param(token)
                                .query(Integer.class)
                                .single()
                        == 1);
        assertThat(Books.tokenState(three.database(), TENANT, token)).isEqualTo("UNSETTLED");

        two.withPeer("cell-1", "out");

        awaitToken(two, token, "SETTLED");
        awaitToken(three, token, "SUPERSEDED");
        third.ids().forEach(id -> three.awaitState(TENANT, id, "terminated"));
        assertThat(two.launch(TENANT, token, 2).ids()).isEqualTo(second.ids());
        assertThat(three.launch(TENANT, token, 2).ids()).isEqualTo(second.ids());
    }

    @Test
    void racesBetweenCommitsAndSettlementsLeaveOneSet() throws Exception {
        reconnect();
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            for (int round = 0; round < 10; round++) {
                String token = tokenWithOrder(TENANT, "race" + round, "cell-1", "cell-2", "cell-3");
                List<Future<Answer>> answers = threads.invokeAll(List.of(
                        () -> two.launch(TENANT, token, 2),
                        () -> three.launch(TENANT, token, 2),
                        () -> one.launch(TENANT, token, 2)));
                List<String> winner = answers.get(2).get().ids();
                two.await("settlement of " + token, () -> isSettled(two, token) && isSettled(three, token));

                everyCellNames(token, winner);
                assertThat(List.of(one, two, three).stream()
                                .flatMap(cell -> Books.liveSet(cell.database(), TENANT, token).stream())
                                .sorted())
                        .containsExactlyElementsOf(winner.stream().sorted().toList());
                winner.forEach(id -> List.of(one, two, three).forEach(cell -> cell.delete(TENANT, id)));
            }
        }
    }

    private static boolean isSettled(TestCell cell, String token) {
        return List.of("SETTLED", "SUPERSEDED").contains(Books.tokenState(cell.database(), TENANT, token));
    }
}
