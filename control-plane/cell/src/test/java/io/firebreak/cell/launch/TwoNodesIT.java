package io.firebreak.cell.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.cell.harness.Books;
import io.firebreak.cell.harness.FleetInMemory;
import io.firebreak.cell.harness.TestCell;
import io.firebreak.cell.harness.TestCell.Answer;
import io.firebreak.testdatabase.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two nodes of one cell share nothing but the database and the hosts. */
class TwoNodesIT {
    private static final int HOSTS = 4;
    /** 36 threads of a host, 2 of a c5.large. */
    private static final int ROOM = HOSTS * 18;

    private static FleetInMemory fleet;
    private static List<TestCell> nodes;

    @BeforeAll
    static void start() {
        TestDatabase database = TestDatabase.fresh();
        fleet = FleetInMemory.ofC5Hosts(HOSTS);
        nodes = List.of(
                TestCell.start("cell-1", database, fleet, "--firebreak.cell.reconcile.redispatch-after=5s"),
                TestCell.start(
                        "cell-1",
                        database,
                        fleet,
                        "--firebreak.cell.node=node-2",
                        "--firebreak.cell.reconcile.redispatch-after=5s"));
        nodes.getFirst().withTenant("acme", "cell-1");
        nodes.getLast()
                .await(
                        "the push",
                        () -> nodes.getLast().get("acme", "/v1/shard").status() == 200);
    }

    @AfterAll
    static void stop() {
        nodes.forEach(TestCell::close);
    }

    @Test
    void makeOneSetOfATokenHoweverManyTryAtOnce() throws Exception {
        for (int round = 0; round < 20; round++) {
            String token = "race-" + round;
            List<Answer> answers = atOnce(8, i -> nodes.get(i % 2).launch("acme", token, 1));

            assertThat(answers).extracting(Answer::status).containsOnly(201);
            assertThat(answers)
                    .extracting(Answer::ids)
                    .containsOnly(answers.getFirst().ids());
            assertThat(Books.liveSet(nodes.getFirst().database(), "acme", token))
                    .isEqualTo(answers.getFirst().ids());
        }
        terminateAll();
    }

    @Test
    void neverOvercommitAHostAndRefuseOnlyWhenItIsTrue() throws Exception {
        List<Answer> answers = atOnce(ROOM + 28, i -> nodes.get(i % 2).launch("acme", "fill-" + i, 1));

        List<Answer> launched =
                answers.stream().filter(answer -> answer.status() == 201).toList();
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 201)
                .extracting(Answer::code)
                .containsOnly("INSUFFICIENT_INSTANCE_CAPACITY");
        assertThat(launched).hasSize(ROOM);
        Books.addUp(nodes.getFirst().database());
        launched.forEach(
                answer -> nodes.getFirst().awaitState("acme", answer.ids().getFirst(), "running"));
        assertThat(fleet.placed()).hasSize(ROOM);
        terminateAll();
    }

    @Test
    void driveEachInstanceOnce() throws Exception {
        int before = fleet.received().size();
        List<Answer> answers = atOnce(20, i -> nodes.get(i % 2).launch("acme", "drive-" + i, 1));
        answers.forEach(
                answer -> nodes.getFirst().awaitState("acme", answer.ids().getFirst(), "running"));

        assertThat(fleet.received().subList(before, fleet.received().size())).hasSize(20);
        terminateAll();
    }

    private static void terminateAll() {
        TestCell node = nodes.getLast();
        List<String> live = node.get("acme", "/v1/instances?state=running&state=pending&limit=1000")
                .ids();
        live.forEach(id -> node.delete("acme", id));
        live.forEach(id -> node.awaitState("acme", id, "terminated"));
        Books.addUp(node.database());
    }

    private interface Numbered {
        Answer call(int number);
    }

    private static List<Answer> atOnce(int calls, Numbered call) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
            List<Callable<Answer>> tasks = new ArrayList<>();
            for (int i = 0; i < calls; i++) {
                int number = i;
                tasks.add(() -> call.call(number));
            }
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> answer : threads.invokeAll(tasks)) {
                answers.add(answer.get());
            }
            return answers;
        }
    }
}
