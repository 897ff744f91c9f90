package io.firebreak.chaos.promise;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.assigner.CellId;
import io.firebreak.chaos.audit.CellState;
import io.firebreak.chaos.audit.InstanceRow;
import io.firebreak.chaos.measure.AuditResult;
import io.firebreak.chaos.measure.InstanceId;
import io.firebreak.chaos.measure.LaunchToken;
import io.firebreak.chaos.measure.Ledger;
import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Promise 2: arbiters paused, killed and cut off at random instants of launches whose attempts go through two routers in turn,
 * which disagree on who is well; then every token has one set.
 */
@ExtendWith(SharedRegion.class)
class SettlementIT {
    private static final int PER_SECOND = 15;
    private static final int ATTEMPTS = 5;
    private static final int REPLAYS_AT_ONCE = 16;

    private final Seed seed = Seed.of(SettlementIT.class);
    private final Ledger ledger = new Ledger();
    private final LaunchClient client;
    private final PromiseRegion region;

    SettlementIT(PromiseRegion region) {
        this.region = region;
        this.client = new LaunchClient(region.http(), ledger, InstantSource.system());
    }

    @Test
    @Tag("full-load")
    void leavesOneSetOfEachOf1000TokensThatEveryAnswerNames() throws Exception {
        Map<ArbiterFaults.Kind, Integer> faults = run("settle", 1_000);
        assertThat(faults).as("every kind happened").containsOnlyKeys(ArbiterFaults.Kind.values());
    }

    @Test
    void leavesOneSetOfEachOf60TokensThatEveryAnswerNames() throws Exception {
        assertThat(run("brief", 60)).as("something happened").isNotEmpty();
    }

    private Map<ArbiterFaults.Kind, Integer> run(String prefix, int count) throws Exception {
        region.awaitReady();
        try (SecondRouter second = new SecondRouter(region)) {
            ArbiterFaults faults = new ArbiterFaults(region, second, seed.random());
            List<ClientLaunch> launches = launchUnder(faults, second, prefix, count);
            settled();
            describe(prefix, launches, faults);

            Map<LaunchToken, List<InstanceId>> sets = replay(launches, List.of(region.router(), second.url()), prefix);
            askEveryCellOfTheShard(launches, sets);
            check(launches, sets, prefix);
            return faults.counts();
        }
    }

    private void check(List<ClientLaunch> launches, Map<LaunchToken, List<InstanceId>> sets, String prefix)
            throws IOException, InterruptedException {
        Map<LaunchToken, List<InstanceRow>> rows = rows(prefix);
        for (ClientLaunch launch : launches) {
            List<InstanceId> set = sets.get(launch.token());
            assertThat(launch.settledSets()).as("%s", launch).isSubsetOf(List.of(set));
            assertThat(live(rows, launch.token()))
                    .as("live instances of %s", launch.token())
                    .isEqualTo(set);
            assertThat(rows.get(launch.token()))
                    .as("the others of %s are gone", launch.token())
                    .allMatch(row -> row.isLive() || row.state().equals("terminated"));
        }
        assertThat(Agreement.disagreements(region.states())).isEmpty();
    }

    private List<ClientLaunch> launchUnder(ArbiterFaults faults, SecondRouter second, String prefix, int count) {
        LaunchDriver.Shape shape = new LaunchDriver.Shape(prefix, PER_SECOND, count, ATTEMPTS, true);
        List<URI> routers = List.of(region.router(), second.url());
        try (LaunchDriver driver = LaunchDriver.start(shape, routers, region, client, seed)) {
            while (driver.isDispatching()) {
                faults.strike();
            }
            return driver.finish();
        }
    }

    private void settled() throws IOException, InterruptedException {
        AuditResult audit = region.audit(ledger);
        assertThat(audit.findings()).isEmpty();
        assertThat(audit.unsettledTokens()).isZero();
        assertThat(audit.duplicateInstances()).isZero();
        assertThat(audit.lostInstances()).isZero();
        assertThat(audit.overcommittedHosts()).isZero();
    }

    /** What each router answers now; a launch that nobody ever took is made by this. */
    private Map<LaunchToken, List<InstanceId>> replay(List<ClientLaunch> launches, List<URI> routers, String prefix)
            throws IOException, InterruptedException {
        Map<LaunchToken, List<InstanceId>> sets = new ConcurrentHashMap<>();
        Map<LaunchToken, List<InstanceId>> before = liveSets(launches, prefix);
        for (URI router : routers) {
            forEach(launches, launch -> {
                LaunchAnswer.Acknowledged answer = client.insistOnSettled(
                        router, launch.tenant(), launch.token().token(), launch.instanceType());
                List<InstanceId> first = sets.putIfAbsent(launch.token(), answer.instances());
                assertThat(answer.instances())
                        .as("%s of %s", launch.token(), router)
                        .isEqualTo(first == null ? answer.instances() : first);
            });
        }
        before.forEach((token, set) ->
                assertThat(sets.get(token)).as("replay of %s", token).isEqualTo(set));
        settled();
        return sets;
    }

    private Map<LaunchToken, List<InstanceId>> liveSets(List<ClientLaunch> launches, String prefix)
            throws IOException, InterruptedException {
        Map<LaunchToken, List<InstanceRow>> rows = rows(prefix);
        return launches.stream()
                .map(ClientLaunch::token)
                .filter(rows::containsKey)
                .collect(Collectors.toMap(Function.identity(), token -> live(rows, token)));
    }

    /**
     * A cell that has the token must name its set. One that was never asked may launch; then it must call that
     * unsettled, and name the set once its arbiter has told it.
     */
    private void askEveryCellOfTheShard(List<ClientLaunch> launches, Map<LaunchToken, List<InstanceId>> sets)
            throws IOException, InterruptedException {
        Queue<Unsettled> open = new ConcurrentLinkedQueue<>();
        forEach(launches, launch -> {
            for (CellId cell : launch.tenant().cells()) {
                LaunchAnswer.Acknowledged answer = ask(region.node(cell), launch);
                if (answer.settled()) {
                    assertThat(answer.instances())
                            .as("%s of %s", launch.token(), cell)
                            .isEqualTo(sets.get(launch.token()));
                } else {
                    open.add(new Unsettled(launch, cell));
                }
            }
        });
        settled();
        forEach(List.copyOf(open), unsettled -> {
            LaunchAnswer.Acknowledged answer = ask(region.node(unsettled.cell()), unsettled.launch());
            LaunchToken token = unsettled.launch().token();
            assertThat(answer.settled()).as("settled now: %s", token).isTrue();
            assertThat(answer.instances()).as("%s", token).isEqualTo(sets.get(token));
        });
        System.out.printf("asked past the router: %d tokens were new to a cell, and settled there too%n", open.size());
    }

    private LaunchAnswer.Acknowledged ask(URI server, ClientLaunch launch) {
        return client.insist(server, launch.tenant(), launch.token().token(), launch.instanceType());
    }

    /** A launch that a cell called unsettled. */
    private record Unsettled(ClientLaunch launch, CellId cell) {}

    /** Several at once; the first failure is thrown. */
    private static <T> void forEach(List<T> all, Consumer<T> work) throws InterruptedException {
        Semaphore places = new Semaphore(REPLAYS_AT_ONCE);
        List<Throwable> failures = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (T one : all) {
                places.acquire();
                threads.execute(() -> {
                    try {
                        work.accept(one);
                    } catch (RuntimeException | AssertionError e) {
                        synchronized (failures) {
                            failures.add(e);
                        }
                    } finally {
                        places.release();
                    }
                });
            }
        }
        if (!failures.isEmpty()) {
            throw new AssertionError("%d of %d failed".formatted(failures.size(), all.size()), failures.getFirst());
        }
    }

    private Map<LaunchToken, List<InstanceRow>> rows(String prefix) throws IOException, InterruptedException {
        return region.states().stream()
                .map(CellState::rows)
                .flatMap(List::stream)
                .filter(row -> row.token().token().startsWith(prefix + "-"))
                .collect(Collectors.groupingBy(InstanceRow::token));
    }

    private static List<InstanceId> live(Map<LaunchToken, List<InstanceRow>> rows, LaunchToken token) {
        return rows.getOrDefault(token, List.of()).stream()
                .filter(InstanceRow::isLive)
                .map(InstanceRow::id)
                .toList();
    }

    private void describe(String prefix, List<ClientLaunch> launches, ArbiterFaults faults) throws SQLException {
        List<TokenRow> rows = TokenRow.read(region.file(), prefix);
        System.out.printf(
                "arbiters %s; launches: %d, attempts %s; answered settled %d,"
                        + " unsettled only %d, never %d; take-overs: %d, settled by their arbiter %d, superseded %d;"
                        + " commits after the client's attempt had ended: %d%n",
                faults.counts(),
                launches.size(),
                ClientLaunch.answers(launches),
                launches.stream().filter(ClientLaunch::isSettled).count(),
                launches.stream()
                        .filter(launch -> launch.isAcknowledged() && !launch.isSettled())
                        .count(),
                launches.stream().filter(launch -> !launch.isAcknowledged()).count(),
                rows.stream().filter(TokenRow::isTakeOver).count(),
                rows.stream().filter(TokenRow::isSettledTakeOver).count(),
                rows.stream().filter(TokenRow::isSuperseded).count(),
                lateCommits(launches, rows));
    }

    /** Launches written while no attempt of their client was under way: by a process that had slept over the request. */
    private static long lateCommits(List<ClientLaunch> launches, List<TokenRow> rows) {
        Map<LaunchToken, List<TokenRow>> byToken =
                rows.stream().filter(TokenRow::isLaunch).collect(Collectors.groupingBy(TokenRow::token));
        return launches.stream()
                .flatMap(launch -> byToken.getOrDefault(launch.token(), List.of()).stream()
                        .filter(row ->
                                launch.attempts().stream().noneMatch(attempt -> attempt.isInFlightAt(row.createdAt()))))
                .count();
    }
}
