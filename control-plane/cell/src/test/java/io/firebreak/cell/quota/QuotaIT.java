package io.firebreak.cell.quota;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.assigner.TenantId;
import io.firebreak.cell.capacity.CapacityView;
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
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

class QuotaIT {
    private static final int CLIENTS = 16;
    private static final int INSTANCES = 20;
    private static final int VCPUS = 60;
    private static final String[] QUOTA = {
        "--firebreak.cell.quota.instances=" + INSTANCES, "--firebreak.cell.quota.vcpus=" + VCPUS
    };

    private static List<TestCell> nodes;

    @BeforeAll
    static void start() {
        TestDatabase database = TestDatabase.fresh();
        FleetInMemory fleet = FleetInMemory.ofC5Hosts(30);
        nodes = List.of(
                TestCell.start("cell-1", database, fleet, QUOTA),
                TestCell.start("cell-1", database, fleet, QUOTA[0], QUOTA[1], "--firebreak.cell.node=node-2"));
        for (String tenant : List.of("racer", "neighbour", "greedy", "wide", "batch-a", "batch-b")) {
            nodes.forEach(node -> node.withTenant(tenant, "cell-1"));
        }
    }

    @AfterAll
    static void stop() {
        nodes.forEach(TestCell::close);
    }

    @AfterEach
    void countsExactlyWhatIsThere() {
        Books.addUp(nodes.getFirst().database());
    }

    @Test
    void isExactWhenTwoNodesLaunchAtOnce() throws Exception {
        List<Callable<Answer>> launches = IntStream.range(0, 3 * INSTANCES)
                .<Callable<Answer>>mapToObj(i -> () -> launchUntilDecided(nodes.get(i % 2), "race-" + i))
                .toList();
        List<Answer> answers = atOnce(launches);

        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(INSTANCES);
        assertThat(answers).filteredOn(answer -> answer.status() != 201).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(429);
            assertThat(answer.code()).isEqualTo("QUOTA_EXCEEDED");
            assertThat(answer.raw().headers().firstValue("Retry-After")).contains("5");
        });
        assertThat(usage("racer")).isEqualTo(new Usage(INSTANCES, 2 * INSTANCES));
        assertThat(nodes.get(1).launch("neighbour", "not-touched", 1).status()).isEqualTo(201);
        nodes.forEach(node ->
                assertThat(node.bean(CapacityView.class).reservationsHeld()).isZero());
    }

    @Test
    void isFreeAgainOnceAnInstanceIsTerminated() {
        TestCell node = nodes.getFirst();
        List<String> ids = node.launch("greedy", "all", INSTANCES).ids();
        assertThat(node.launch("greedy", "more", 1).code()).isEqualTo("QUOTA_EXCEEDED");
        assertThat(node.launch("greedy", "all", INSTANCES).ids())
                .as("a replay takes nothing")
                .isEqualTo(ids);

        node.delete("greedy", ids.getFirst());
        node.awaitState("greedy", ids.getFirst(), "terminated");

        assertThat(node.launch("greedy", "more", 1).status()).isEqualTo(201);
        assertThat(node.launch("greedy", "yet-more", 1).code()).isEqualTo("QUOTA_EXCEEDED");
    }

    @Test
    void countsVcpusAndGivesAsManyAsAreLeftDownToTheMinimum() {
        TestCell node = nodes.getFirst();
        // 8 vCPUs each: 7 of them fit into 60
        Answer most = node.post("wide", "/v1/instances", """
                {"instanceType":"c5.2xlarge","minCount":5,"maxCount":9,"imageId":"ami-1","clientToken":"wide"}""");
        Answer none = node.post("wide", "/v1/instances", """
                {"instanceType":"c5.2xlarge","minCount":1,"maxCount":2,"imageId":"ami-1"}""");

        assertThat(most.status()).isEqualTo(201);
        assertThat(most.ids()).hasSize(7);
        assertThat(none.code()).isEqualTo("QUOTA_EXCEEDED");
        assertThat(none.body().path("left").path("vcpus").asInt()).isEqualTo(4);
        assertThat(none.body().path("quota").path("instances").asInt()).isEqualTo(INSTANCES);
        assertThat(most.raw().headers().firstValue("Firebreak-Quota"))
                .contains("instances;used=7;limit=20, vcpus;used=56;limit=60");
    }

    @Test
    void refusesOneMemberOfABatchWithoutItsNeighbours() {
        TestCell node = nodes.getFirst();
        List<QuotaVerdict> verdicts = new ArrayList<>();
        node.bean(TransactionTemplate.class).executeWithoutResult(status -> {
            verdicts.addAll(node.bean(Quotas.class)
                    .charge(List.of(
                            charge("batch-b", 15, 15),
                            charge("batch-a", 1, 2),
                            charge("batch-b", 1, 50),
                            charge("batch-b", 5, 45),
                            charge("batch-a", INSTANCES + 1, 1))));
            status.setRollbackOnly();
        });

        assertThat(verdicts)
                .containsExactly(
                        new QuotaVerdict.Charged(),
                        new QuotaVerdict.Charged(),
                        new QuotaVerdict.Exceeded(new Usage(5, 45)),
                        new QuotaVerdict.Charged(),
                        new QuotaVerdict.Exceeded(new Usage(INSTANCES - 1, VCPUS - 2)));
        assertThat(usage("batch-b")).isEqualTo(new Usage(0, 0));
    }

    private static QuotaCharge charge(String tenant, int instances, long vcpus) {
        return new QuotaCharge(new TenantId(tenant), new Usage(instances, vcpus));
    }

    private static Usage usage(String tenant) {
        return nodes.getFirst().bean(Quotas.class).usage(new TenantId(tenant));
    }

    /** As an SDK does: what was not decided, for want of a connection or of CPU, is asked again with the same token. */
    private static Answer launchUntilDecided(TestCell node, String token) {
        AtomicReference<Answer> answer = new AtomicReference<>(node.launch("racer", token, 1));
        node.await("a decision on " + token, () -> {
            if (answer.get().status() == 503) {
                answer.set(node.launch("racer", token, 1));
            }
            return answer.get().status() != 503;
        });
        return answer.get();
    }

    private static List<Answer> atOnce(List<Callable<Answer>> calls) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(CLIENTS)) {
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> answer : threads.invokeAll(calls)) {
                answers.add(answer.get());
            }
            return answers;
        }
    }
}
