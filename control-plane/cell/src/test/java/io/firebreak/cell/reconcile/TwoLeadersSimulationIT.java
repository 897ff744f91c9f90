package io.firebreak.cell.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.firebreak.cell.capacity.CapacityView;
import io.firebreak.cell.harness.Books;
import io.firebreak.cell.harness.FleetThatLosesCommands;
import io.firebreak.cell.harness.TestCell;
import io.firebreak.cell.wire.WireException;
import io.firebreak.fleet.api.HostedInstance;
import io.firebreak.testdatabase.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/**
 * Two nodes that both believe to lead and do every step of a leader at the same time, round after round, while tenants
 * launch and terminate, commands and answers are lost, and hosts fall silent, lose instances and come back.
 */
class TwoLeadersSimulationIT {
    private static final int HOSTS = 6;
    private static final int ROUNDS = 30;
    private static final int MOST_ROUNDS_TO_SETTLE = 400;

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void agreeWithTheHostsInTheEnd(long seed) {
        TestDatabase database = TestDatabase.fresh();
        FleetThatLosesCommands fleet = new FleetThatLosesCommands(HOSTS);
        String[] more = {
            "--firebreak.cell.reconcile.recover-after=20ms",
            "--firebreak.cell.reconcile.redispatch-after=20ms",
            "--firebreak.cell.reconcile.full-report-every=20ms"
        };
        try (TestCell one = TestCell.start("cell-1", database, fleet, more);
                TestCell two = TestCell.start("cell-1", database, fleet, with(more, "--firebreak.cell.node=node-2"))) {
            List<TestCell> nodes = List.of(one, two);
            nodes.forEach(node -> node.withTenant("acme", "cell-1")
                    .bean(ThreadPoolTaskScheduler.class)
                    .shutdown());
            SplittableRandom random = new SplittableRandom(seed);
            for (int round = 0; round < ROUNDS; round++) {
                disturb(nodes.get(random.nextInt(2)), fleet, random);
                lead(nodes);
            }
            fleet.loseNextCommands(0);
            fleet.loseNextAnswers(0);
            fleet.hosts().hosts().forEach(host -> fleet.unsilence(host.id()));

            int rounds = 0;
            while (!settled(one) && rounds++ < MOST_ROUNDS_TO_SETTLE) {
                lead(nodes);
            }

            assertThat(settled(one)).as("seed %d settles", seed).isTrue();
            lead(nodes);
            Books.addUp(one.database());
            assertThat(fleet.placed())
                    .as("seed %d: what is on the hosts is what is recorded there", seed)
                    .extracting(HostedInstance::instance, HostedInstance::host)
                    .containsExactlyInAnyOrderElementsOf(recorded(one));
            assertThat(fleet.ranTwice()).as("seed %d booted on two hosts", seed).isEmpty();
            assertThat(fleet.fences()).as("seed %d cut power", seed).isNotEmpty();
        }
    }

    private static String[] with(String[] more, String one) {
        List<String> all = new ArrayList<>(List.of(more));
        all.add(one);
        return all.toArray(String[]::new);
    }

    private static void disturb(TestCell node, FleetThatLosesCommands fleet, SplittableRandom random) {
        String host = "host-%05d".formatted(1 + random.nextInt(HOSTS));
        switch (random.nextInt(8)) {
            case 0, 1, 2 ->
                node.post("acme", "/v1/instances", """
                        {"instanceType":"c5.xlarge","minCount":1,"maxCount":3,"imageId":"ami-1","recovery":"%s"}""".formatted(random.nextBoolean() ? "restart" : "none"));
            case 3 ->
                node.get("acme", "/v1/instances?state=running&state=impaired&limit=2")
                        .ids()
                        .forEach(id -> node.delete("acme", id));
            case 4 -> fleet.silence(host);
            case 5 -> fleet.hosts().hosts().forEach(any -> fleet.unsilence(any.id()));
            case 6 -> fleet.loseNextCommands(1 + random.nextInt(3));
            default -> fleet.loseNextAnswers(1 + random.nextInt(3));
        }
    }

    private static void lead(List<TestCell> nodes) {
        CompletableFuture.allOf(nodes.stream()
                        .map(node -> CompletableFuture.runAsync(() -> lead(node)))
                        .toArray(CompletableFuture[]::new))
                .join();
    }

    private static void lead(TestCell node) {
        node.bean(CapacityView.class).refresh();
        List<Runnable> steps = List.of(
                () -> node.bean(ReportPoller.class).poll(() -> true),
                () -> node.bean(Redispatch.class).sendDue(),
                () -> node.bean(Fencing.class).fence(),
                () -> node.bean(Recovery.class).bury(),
                () -> node.bean(Recovery.class).placeAnew(),
                () -> node.bean(Clearing.class).clear());
        for (Runnable step : steps) {
            try {
                step.run();
            } catch (WireException lost) {
                node.bean(ReportPoller.class).doubt();
            }
        }
    }

    private static boolean settled(TestCell node) {
        return node.database().sql("""
                        select count(*) from instance
                        where awaits_host or dispatch_at is not null or state not in ('running', 'terminated')""").query(Integer.class).single() == 0;
    }

    private static List<Tuple> recorded(TestCell node) {
        return node.database()
                .sql("select id, host from instance where state <> 'terminated'")
                .query((row, _) -> tuple(row.getString("id"), row.getString("host")))
                .list();
    }
}
