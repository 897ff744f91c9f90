package io.firebreak.chaos.promise;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.assigner.CellId;
import io.firebreak.chaos.audit.CellState;
import io.firebreak.chaos.audit.InstanceRow;
import io.firebreak.chaos.load.NanoClock;
import io.firebreak.chaos.measure.AuditResult;
import io.firebreak.chaos.measure.InstanceId;
import io.firebreak.chaos.measure.LaunchToken;
import io.firebreak.chaos.measure.Ledger;
import io.firebreak.chaos.region.ProcessName;
import io.firebreak.chaos.region.ProcessState;
import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
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

/** Promise 2: arbiters paused and killed at random instants of 1,000 launches; then every token has one set. */
@Tag("full-load")
@ExtendWith(SharedRegion.class)
class SettlementIT {
    private static final String PREFIX = "settle";
    private static final int LAUNCHES = 1_000;
    private static final int PER_SECOND = 15;
    private static final int ATTEMPTS = 5;
    private static final int REPLAYS_AT_ONCE = 16;

    /** A stop waits for the last to be repaired, so that most launches have a cell to go to; but not for ever. */
    private static final Duration REPAIR = Duration.ofSeconds(20);

    private static final Duration LONGEST_REST = Duration.ofMillis(700);
    /** Over the second after which a client gives up, so that some requests outlive their clients. */
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(2_500);

    private final Seed seed = Seed.of(SettlementIT.class);
    private final Ledger ledger = new Ledger();
    private final LaunchClient client;
    private final NanoClock clock = NanoClock.system();
    private final PromiseRegion region;
    private int pauses;
    private int kills;

    SettlementIT(PromiseRegion region) {
        this.region = region;
        this.client = new LaunchClient(region.http(), ledger, InstantSource.system());
    }

    @Test
    void leavesOneSetOfEveryTokenThatEveryAnswerNames() throws Exception {
        List<ClientLaunch> launches = launchWhileArbitersStop();
        settled();
        describe(launches);

        Map<LaunchToken, List<InstanceId>> sets = replayThroughTheRouter(launches);
        askEveryCellOfTheShard(launches, sets);

        Map<LaunchToken, List<InstanceRow>> rows = rows();
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

    private List<ClientLaunch> launchWhileArbitersStop() {
        LaunchDriver.Shape shape = new LaunchDriver.Shape(PREFIX, PER_SECOND, LAUNCHES, ATTEMPTS, true);
        region.awaitReady();
        SplittableRandom chance = seed.random();
        try (LaunchDriver driver = LaunchDriver.start(shape, region, client, seed)) {
            while (driver.isDispatching()) {
                stopOne(chance);
            }
            return driver.finish();
        }
    }

    /** Pauses a node that runs and lets it go on, or kills it in its sleep; each as likely as the other. */
    private void stopOne(SplittableRandom chance) {
        region.isReadyWithin(REPAIR);
        rest(chance.nextLong(LONGEST_REST.toNanos()));
        CellId cell = region.cells().get(chance.nextInt(region.cells().size()));
        ProcessName node = ProcessName.node(cell, 1);
        long sleep = chance.nextLong(LONGEST_PAUSE.toNanos());
        boolean kill = chance.nextBoolean();
        if (region.process(node).state() != ProcessState.READY) {
            return;
        }
        region.control().pause(List.of(node));
        try {
            pauses++;
            rest(sleep);
            if (kill) {
                kills++;
                region.control().kill(List.of(node), false);
            }
        } finally {
            region.control().resume(List.of(node));
        }
    }

    private void rest(long nanos) {
        clock.waitUntil(clock.nanos() + nanos);
    }

    private void settled() throws IOException, InterruptedException {
        AuditResult audit = region.audit(ledger);
        assertThat(audit.findings()).isEmpty();
        assertThat(audit.unsettledTokens()).isZero();
        assertThat(audit.duplicateInstances()).isZero();
        assertThat(audit.lostInstances()).isZero();
        assertThat(audit.overcommittedHosts()).isZero();
    }

    /** What the router answers now; a launch that nobody ever took is made by this. */
    private Map<LaunchToken, List<InstanceId>> replayThroughTheRouter(List<ClientLaunch> launches)
            throws IOException, InterruptedException {
        Map<LaunchToken, List<InstanceId>> sets = new ConcurrentHashMap<>();
        Map<LaunchToken, List<InstanceId>> before = liveSets(launches);
        forEach(launches, launch -> {
            LaunchAnswer.Acknowledged answer = client.insistOnSettled(
                    region.router(), launch.tenant(), launch.token().token(), launch.instanceType());
            sets.put(launch.token(), answer.instances());
        });
        before.forEach((token, set) ->
                assertThat(sets.get(token)).as("replay of %s", token).isEqualTo(set));
        settled();
        return sets;
    }

    private Map<LaunchToken, List<InstanceId>> liveSets(List<ClientLaunch> launches)
            throws IOException, InterruptedException {
        Map<LaunchToken, List<InstanceRow>> rows = rows();
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

    private Map<LaunchToken, List<InstanceRow>> rows() throws IOException, InterruptedException {
        return region.states().stream()
                .map(CellState::rows)
                .flatMap(List::stream)
                .filter(row -> row.token().token().startsWith(PREFIX + "-"))
                .collect(Collectors.groupingBy(InstanceRow::token));
    }

    private static List<InstanceId> live(Map<LaunchToken, List<InstanceRow>> rows, LaunchToken token) {
        return rows.getOrDefault(token, List.of()).stream()
                .filter(InstanceRow::isLive)
                .map(InstanceRow::id)
                .toList();
    }

    private void describe(List<ClientLaunch> launches) throws SQLException {
        List<TokenRow> rows = TokenRow.read(region.file(), PREFIX);
        System.out.printf(
                "arbiters paused %d times, %d of them killed in it; launches: %d, attempts %s; answered settled %d,"
                        + " unsettled only %d, never %d; take-overs: %d, settled by their arbiter %d, superseded %d;"
                        + " commits after the client's attempt had ended: %d%n",
                pauses,
                kills,
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
