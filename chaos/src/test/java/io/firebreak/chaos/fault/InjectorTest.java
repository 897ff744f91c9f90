package io.firebreak.chaos.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.firebreak.assigner.CellId;
import io.firebreak.assigner.TenantId;
import io.firebreak.chaos.gameday.Fault;
import io.firebreak.chaos.gameday.RackName;
import io.firebreak.chaos.gameday.Target;
import io.firebreak.chaos.gameday.ZoneName;
import io.firebreak.chaos.load.NanoClock;
import io.firebreak.chaos.load.TenantGate;
import io.firebreak.chaos.measure.GameDays;
import io.firebreak.chaos.region.ProcessName;
import io.firebreak.chaos.region.RegionUnreachableException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init")
class InjectorTest {
    private static final TenantId POISONED = new TenantId("a");

    /** What happened, in order. */
    private final List<String> events = Collections.synchronizedList(new ArrayList<>());

    @TempDir
    private Path home;

    private final List<HttpServer> nodes = new ArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();

    private StandingFaults standing;
    private boolean releasesFail;
    private final CountDownLatch deployed = new CountDownLatch(1);

    @BeforeEach
    void startNodes() throws IOException {
        standing = StandingFaults.in(home);
        nodeThatIsDeadFor("node-1", 0);
        nodeThatIsDeadFor("node-2", 2);
    }

    @AfterEach
    void stopNodes() {
        standing.close();
        nodes.forEach(node -> node.stop(0));
        http.close();
    }

    /** Breaks the first so many disarming connections, as a node does that is dead and comes back. */
    private void nodeThatIsDeadFor(String name, int calls) throws IOException {
        HttpServer node = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        AtomicInteger left = new AtomicInteger(calls);
        node.createContext("/actuator/poison/" + POISONED, exchange -> {
            if (exchange.getRequestMethod().equals("DELETE") && left.getAndDecrement() > 0) {
                exchange.close();
                return;
            }
            events.add(exchange.getRequestMethod() + " " + name);
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        node.createContext("/actuator/clock", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            events.add((exchange.getRequestMethod() + " " + name + " " + body).strip()
                    + StandingFaults.left(home)
                            .map(stand -> " while %s are skewed".formatted(stand.skewed()))
                            .orElse(""));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        node.createContext("/actuator/power", exchange -> {
            String feed = exchange.getRequestURI().getPath().replace("/actuator/power/", "");
            events.add(exchange.getRequestMethod() + " " + feed + " of " + name
                    + StandingFaults.left(home)
                            .map(stand -> " while held %s and dark %s stand in the file"
                                    .formatted(stand.held(), stand.dark().size()))
                            .orElse(""));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        node.createContext("/actuator/gray", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            events.add((exchange.getRequestMethod() + " " + name + " " + body).strip() + standing());
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        node.start();
        nodes.add(node);
    }

    private final class RecordingGate implements TenantGate {
        @Override
        public void hold(TenantId tenant) {
            events.add("hold " + tenant);
        }

        @Override
        public void release(TenantId tenant) {
            events.add("release " + tenant);
        }
    }

    private final class RecordingControl extends NoControl {
        @Override
        public void kill(Collection<ProcessName> names, boolean hold) {
            events.add("kill " + new TreeSet<>(names) + (hold ? " and hold" : ""));
        }

        @Override
        public void release(Collection<ProcessName> names) {
            if (releasesFail) {
                throw new RegionUnreachableException("the supervisor did not answer");
            }
            events.add("release " + new TreeSet<>(names));
        }

        @Override
        public void deploy(Collection<ProcessName> names, Map<String, String> settings) {
            events.add("deploy " + new TreeSet<>(names) + " " + settings);
            deployed.countDown();
        }

        @Override
        public void rollBack(Collection<ProcessName> names) {
            events.add("roll back %s while %s are said to be deployed"
                    .formatted(
                            new TreeSet<>(names),
                            StandingFaults.left(home).orElseThrow().deployed()));
        }

        @Override
        public void pause(Collection<ProcessName> names) {
            events.add("pause " + new TreeSet<>(names) + standing());
        }

        @Override
        public void resume(Collection<ProcessName> names) {
            events.add("resume " + new TreeSet<>(names));
        }
    }

    /** What a program would find that came now, after this one was killed. */
    private String standing() {
        return StandingFaults.left(home)
                .map(left -> " while held %s, paused %s, gray %s, poisoned %s stand in the file"
                        .formatted(left.held(), left.paused(), left.gray(), left.poisoned()))
                .orElse("");
    }

    private Injector injector() {
        Map<ProcessName, URI> hooks = new LinkedHashMap<>();
        Map<ProcessName, URI> fleets = new LinkedHashMap<>();
        for (int i = 0; i < nodes.size(); i++) {
            URI url = URI.create("http://127.0.0.1:" + nodes.get(i).getAddress().getPort());
            hooks.put(ProcessName.node(Sites.cell(i + 1), 1), url);
            fleets.put(ProcessName.fleet(Sites.cell(i + 1)), url);
        }
        return new Injector(
                new RecordingControl(),
                new FaultHooks(
                        http,
                        NanoClock.system(),
                        hooks,
                        fleets,
                        List.of(),
                        new NetworkHooks(http, NanoClock.system(), null)),
                new RecordingGate(),
                standing,
                line -> {});
    }

    private static PlannedFault planned(Fault fault) {
        return FaultPlan.of(GameDays.of(GameDays.step(0, fault, 10)), Sites.pairsOfFour(1))
                .faults()
                .getFirst();
    }

    private static PlannedFault killOf(int cell) {
        return planned(new Fault.KillCell(Target.named(Sites.cell(cell))));
    }

    private static PlannedFault poison() {
        return planned(new Fault.PoisonTenant(Target.named(POISONED)));
    }

    @Test
    void killsAndHoldsUntilTheEnd() throws TimeoutException, InterruptedException {
        try (Injector injector = injector()) {
            PlannedFault fault = killOf(1);
            injector.prepare(fault);
            assertThat(events).isEmpty();
            injector.start(fault);
            assertThat(events).containsExactly("kill [cell-1/node-1] and hold");
            injector.end(fault);
        }
        assertThat(events).containsExactly("kill [cell-1/node-1] and hold", "release [cell-1/node-1]");
    }

    @Test
    void armsEveryNodeWhileTheTenantIsHeldAndOnlyThenLetsItGo() throws TimeoutException, InterruptedException {
        try (Injector injector = injector()) {
            PlannedFault fault = poison();
            injector.prepare(fault);
            assertThat(events.getFirst()).isEqualTo("hold a");
            assertThat(events.subList(1, 3)).containsExactlyInAnyOrder("POST node-1", "POST node-2");
            assertThat(events).doesNotContain("release a");
            injector.start(fault);
            assertThat(events.getLast()).isEqualTo("release a");
        }
    }

    @Test
    void holdsTheTenantUntilTheLastDeadNodeIsDisarmed() throws TimeoutException, InterruptedException {
        try (Injector injector = injector()) {
            PlannedFault fault = poison();
            injector.prepare(fault);
            injector.start(fault);
            events.clear();
            injector.end(fault);
        }
        assertThat(events.getFirst()).isEqualTo("hold a");
        assertThat(events.subList(1, 3)).containsExactlyInAnyOrder("DELETE node-1", "DELETE node-2");
        assertThat(events.getLast()).isEqualTo("release a");
        assertThat(events).hasSize(4);
    }

    @Test
    void undoesWhatStillStandsWhenItIsClosed() throws TimeoutException, InterruptedException {
        try (Injector injector = injector()) {
            PlannedFault killed = killOf(2);
            PlannedFault poison = poison();
            injector.prepare(killed);
            injector.start(killed);
            injector.prepare(poison);
        }
        assertThat(events).contains("release [cell-2/node-1]", "DELETE node-1", "DELETE node-2", "release a");
    }

    @Test
    void undoesNothingTwiceAndStartsNothingOnceClosed() throws TimeoutException, InterruptedException {
        PlannedFault fault = killOf(1);
        Injector injector = injector();
        injector.prepare(fault);
        injector.start(fault);
        injector.end(fault);
        injector.end(fault);
        injector.close();
        injector.close();
        injector.start(fault);
        injector.prepare(poison());
        assertThat(events).containsExactly("kill [cell-1/node-1] and hold", "release [cell-1/node-1]");
    }

    @Test
    void keepsDeadWhatAnotherFaultStillHolds() throws TimeoutException, InterruptedException {
        try (Injector injector = injector()) {
            PlannedFault cell = killOf(1);
            PlannedFault shard = planned(new Fault.KillShard(Target.named(POISONED)));
            for (PlannedFault fault : List.of(cell, shard)) {
                injector.prepare(fault);
                injector.start(fault);
            }
            injector.end(shard);
            assertThat(events.getLast()).isEqualTo("release [cell-2/node-1]");
        }
        assertThat(events.getLast()).isEqualTo("release [cell-1/node-1]");
    }

    @Test
    void writesAFaultToTheDiskBeforeItIsMadeAndForgetsItWhenItIsUndone() throws TimeoutException, InterruptedException {
        try (Injector injector = injector()) {
            PlannedFault pause = planned(new Fault.PauseCell(Target.named(Sites.cell(3))));
            PlannedFault kill = killOf(1);
            for (PlannedFault fault : List.of(kill, pause)) {
                injector.prepare(fault);
                injector.start(fault);
            }
            assertThat(events.getLast())
                    .isEqualTo("pause [cell-3/node-1] while held [cell-1/node-1], paused [cell-3/node-1],"
                            + " gray [], poisoned [] stand in the file");
            injector.end(kill);
            assertThat(standing())
                    .isEqualTo(" while held [], paused [cell-3/node-1], gray [], poisoned [] stand in the file");
            injector.prepare(poison());
            assertThat(standing())
                    .isEqualTo(" while held [], paused [cell-3/node-1], gray [], poisoned [a] stand in the file");
        }
        assertThat(events).contains("resume [cell-3/node-1]");
        assertThat(standing()).isEmpty();
    }

    @Test
    void rollsABadVersionBackWhateverBecameOfIt() throws TimeoutException, InterruptedException {
        try (Injector injector = injector()) {
            PlannedFault fault = planned(new Fault.DeployBad(2, 0.6, false, Duration.ofMinutes(1)));
            List<ProcessName> first = fault.processes().subList(0, 1);
            injector.prepare(fault);
            assertThat(events).isEmpty();
            injector.start(fault);
            assertThat(deployed.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(events).containsExactly("deploy %s {firebreak.chaos.errors=0.6}".formatted(first));
            assertThat(StandingFaults.left(home).orElseThrow().deployed())
                    .as("also what its turn has not come to")
                    .isEqualTo(fault.processes());
            injector.end(fault);
        }
        assertThat(events.getLast()).startsWith("roll back [cell-").endsWith("are said to be deployed");
        assertThat(events).hasSize(2);
        assertThat(StandingFaults.left(home)).isEmpty();
    }

    @Test
    void startsAFaultOnlyWhenWhatAnEarlierOneDidToTheSameProcessesIsUndone()
            throws TimeoutException, InterruptedException {
        try (Injector injector = injector()) {
            PlannedFault deployment = planned(new Fault.DeployBad(1, 0.6, false, Duration.ofMinutes(1)));
            ProcessName node = deployment.processes().getFirst();
            PlannedFault kill = planned(
                    new Fault.KillCell(Target.named(new CellId(node.value().replaceFirst("/.*", "")))));
            injector.prepare(deployment);
            injector.start(deployment);
            assertThat(deployed.await(10, TimeUnit.SECONDS)).isTrue();
            events.clear();

            injector.end(deployment);
            injector.prepare(kill);
            injector.start(kill);

            assertThat(events).hasSize(2);
            assertThat(events.getFirst()).startsWith("roll back [" + node);
            assertThat(events.getLast()).isEqualTo("kill [%s] and hold".formatted(node));
        }
    }

    @Test
    void putsTheClockOfANodeOffAndRight() throws TimeoutException, InterruptedException {
        try (Injector injector = injector()) {
            PlannedFault fault =
                    planned(new Fault.SkewClock(Target.named(Sites.cell(2)), null, Duration.ofSeconds(-90)));
            injector.prepare(fault);
            injector.start(fault);
            assertThat(events).containsExactly("POST node-2 {\"by\":\"PT-1M-30S\"} while [cell-2/node-1] are skewed");
            events.clear();
        }
        assertThat(events).singleElement().asString().startsWith("DELETE node-2");
        assertThat(StandingFaults.left(home)).isEmpty();
    }

    @Test
    void takesThePowerOfARackAndGivesItBack() throws TimeoutException, InterruptedException {
        try (Injector injector = injector()) {
            PlannedFault fault = planned(new Fault.CutPower(Target.named(Sites.cell(2)), Target.named(RackName.of(1))));
            injector.prepare(fault);
            assertThat(events).isEmpty();
            injector.start(fault);
            assertThat(events)
                    .containsExactly("POST zone-1-rack-01 of node-2 while held [] and dark 1 stand in the file");
            events.clear();
        }
        assertThat(events).singleElement().asString().startsWith("DELETE zone-1-rack-01 of node-2");
        assertThat(StandingFaults.left(home)).isEmpty();
    }

    @Test
    void keepsDeadWhatAZoneWithoutPowerStillHolds() throws TimeoutException, InterruptedException {
        FaultSite site = Sites.inZones(4, Sites.pairsOfFour(1));
        FaultPlan plan = FaultPlan.of(
                GameDays.of(
                        GameDays.step(0, new Fault.CutZone(Target.named(ZoneName.of(1))), 20),
                        GameDays.step(0, new Fault.KillCell(Target.named(Sites.cell(1))), 10)),
                site);
        PlannedFault zone = plan.faults().getFirst();
        PlannedFault kill = plan.faults().getLast();
        try (Injector injector = injector()) {
            for (PlannedFault fault : plan.faults()) {
                injector.prepare(fault);
                injector.start(fault);
            }
            assertThat(events.getFirst()).isEqualTo("kill [cell-1/database, cell-1/node-1] and hold");
            assertThat(events.get(1))
                    .isEqualTo("POST zone-1 of node-1 while held [cell-1/database, cell-1/node-1] and dark 1"
                            + " stand in the file");
            events.clear();
            injector.end(kill);
            assertThat(events).as("the zone holds it").containsExactly("release []");
            injector.end(zone);
        }
        assertThat(events).contains("release [cell-1/database, cell-1/node-1]");
        assertThat(events.getLast()).startsWith("DELETE zone-1 of node-1");
    }

    @Test
    void makesTheNodesOfOneCellGrayAndWellAgain() throws TimeoutException, InterruptedException {
        try (Injector injector = injector()) {
            PlannedFault fault = planned(new Fault.GrayCell(Target.named(Sites.cell(2)), 0.25, 0.5));
            injector.prepare(fault);
            assertThat(events).isEmpty();
            injector.start(fault);
            assertThat(events)
                    .containsExactly("POST node-2 {\"errors\":\"0.25\",\"stalls\":\"0.5\"} while held [], paused [],"
                            + " gray [cell-2/node-1], poisoned [] stand in the file");
            events.clear();
            injector.end(fault);
        }
        assertThat(events.getFirst()).startsWith("DELETE node-2");
        assertThat(standing()).isEmpty();
    }

    @Test
    void belongsToOneProgramAtATime() throws Exception {
        try (Injector injector = injector()) {
            PlannedFault fault = killOf(1);
            injector.prepare(fault);
            injector.start(fault);
            assertThat(StandingFaults.areOwned(home)).isTrue();
            assertThatThrownBy(() -> StandingFaults.in(home)).hasMessageContaining("a game day runs");
            standing.close();
            assertThat(StandingFaults.areOwned(home)).isFalse();
            assertThatThrownBy(() -> StandingFaults.in(home)).hasMessageContaining("'./firebreak status' undoes them");
        }
        StandingFaults.forget(home);
        StandingFaults.in(home).close();
    }

    @Test
    void keepsAFaultItCouldNotUndoAndUndoesTheOthers() throws TimeoutException, InterruptedException {
        Injector injector = injector();
        PlannedFault kill = killOf(1);
        PlannedFault pause = planned(new Fault.PauseCell(Target.named(Sites.cell(3))));
        for (PlannedFault fault : List.of(kill, pause)) {
            injector.prepare(fault);
            injector.start(fault);
        }
        releasesFail = true;
        assertThatThrownBy(injector::close).hasMessageContaining("a fault could not be undone: ");
        assertThat(events).contains("resume [cell-3/node-1]");
        assertThat(standing()).contains("held [cell-1/node-1], paused []");
        releasesFail = false;
        injector.close();
        assertThat(events.getLast()).isEqualTo("release [cell-1/node-1]");
        assertThat(standing()).isEmpty();
    }

    @Test
    void keepsGrayWhatAnotherFaultStillMakesGray() throws TimeoutException, InterruptedException {
        try (Injector injector = injector()) {
            PlannedFault first = planned(new Fault.GrayCell(Target.named(Sites.cell(2)), 0.25, 0));
            PlannedFault second = planned(new Fault.GrayCell(Target.named(Sites.cell(2)), 0.5, 0));
            for (PlannedFault fault : List.of(first, second)) {
                injector.prepare(fault);
                injector.start(fault);
            }
            events.clear();
            injector.end(first);
            assertThat(events).isEmpty();
        }
        assertThat(events.getFirst()).startsWith("DELETE node-2");
    }
}
