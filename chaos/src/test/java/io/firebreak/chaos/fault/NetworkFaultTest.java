package io.firebreak.chaos.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.TenantId;
import io.firebreak.chaos.gameday.Fault;
import io.firebreak.chaos.gameday.Step;
import io.firebreak.chaos.gameday.Target;
import io.firebreak.chaos.load.NanoClock;
import io.firebreak.chaos.load.TenantGate;
import io.firebreak.chaos.measure.GameDays;
import io.firebreak.chaos.network.Cut;
import io.firebreak.chaos.network.EchoServer;
import io.firebreak.chaos.network.Link;
import io.firebreak.chaos.network.NetworkProxy;
import io.firebreak.chaos.network.NetworkServer;
import io.firebreak.chaos.network.Slowness;
import io.firebreak.chaos.network.Toxics;
import io.firebreak.chaos.network.Wire;
import io.firebreak.chaos.network.WireStatus;
import io.firebreak.chaos.region.NoControl;
import io.firebreak.chaos.region.ProcessName;
import io.firebreak.chaos.region.RegionFile;
import io.netty.util.concurrent.Ticker;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@SuppressWarnings("NullAway.Init")
class NetworkFaultTest {
    private static final Target<CellId> SECOND = Target.named(Sites.cell(2));

    @TempDir
    private Path home;

    private static PlannedFault only(Fault fault, FaultSite site) {
        return FaultPlan.of(GameDays.of(GameDays.step(0, fault, 10)), site)
                .faults()
                .getFirst();
    }

    @ParameterizedTest
    @EnumSource(Cut.class)
    void takesACellForDisabledThatNobodyReachesOrThatHasNoDatabaseButNotForWantOfItsFleet(Cut cut) {
        PlannedFault routers = only(new Fault.CutNetwork(SECOND, Link.ROUTERS, cut), Sites.pairsOfFour(2));
        assertThat(routers.disabled()).containsExactly(Sites.cell(2));
        assertThat(routers.processes())
                .containsExactly(ProcessName.node(Sites.cell(2), 1), ProcessName.node(Sites.cell(2), 2));
        assertThat(routers.target()).isEqualTo("routers to cell-2: " + cut);
        assertThat(routers.means()).isEqualTo(new Means.Network(cut.toxics()));
        PlannedFault database = only(new Fault.CutNetwork(SECOND, Link.DATABASE, cut), Sites.regional(3));
        assertThat(database.disabled()).containsExactly(Sites.cell(1));
        assertThat(database.processes()).containsExactly(ProcessName.database(Sites.cell(1)));
        PlannedFault fleet = only(new Fault.CutNetwork(SECOND, Link.FLEET, cut), Sites.pairsOfFour(1));
        assertThat(fleet.disabled()).isEmpty();
        assertThat(fleet.reached()).containsExactly(Sites.cell(2));
    }

    @ParameterizedTest
    @CsvSource({
        "ROUTERS, 100, 0, false",
        "ROUTERS, 499, 0, false",
        "ROUTERS, 510, 0, true",
        "ROUTERS, 450, 450, true",
        "ROUTERS, 400, 100, false",
        "DATABASE, 10, 10, false",
        "DATABASE, 200, 0, true",
        "FLEET, 9000, 0, false",
    })
    void takesASlowCellForDisabledWhenMoreAnswersAreLateThanTheSloForgives(
            Link link, int latency, int jitter, boolean disabled) {
        Slowness slowness = new Slowness(Duration.ofMillis(latency), Duration.ofMillis(jitter), 0);
        assertThat(only(new Fault.SlowNetwork(SECOND, link, slowness), Sites.pairsOfFour(1))
                        .disabled())
                .hasSize(disabled ? 1 : 0);
    }

    @Test
    void takesACellForDisabledWhoseLinkCannotCarryItsShareOfTheLoad() {
        assertThat(only(slow(1_024), Sites.pairsOfFour(1)).disabled()).containsExactly(Sites.cell(2));
        assertThat(only(slow(10 * 1_024 * 1_024), Sites.pairsOfFour(1)).disabled())
                .isEmpty();
        assertThat(only(slow(48 * 1_024), Sites.pairsOfFour(1)).disabled())
                .as("half of 200 intents/s, of which 60 are lists")
                .containsExactly(Sites.cell(2));
        assertThat(only(slow(96 * 1_024), Sites.pairsOfFour(2)).disabled())
                .as("each node has a wire")
                .isEmpty();
        assertThat(only(slow(1_024), Sites.pairsOfFour(1)).target()).isEqualTo("routers to cell-2: 1,024 bytes/s");
    }

    private static Fault slow(long bytesPerSecond) {
        return new Fault.SlowNetwork(SECOND, Link.ROUTERS, new Slowness(Duration.ZERO, Duration.ZERO, bytesPerSecond));
    }

    @Test
    void knowsHowSumsOfEvenDrawsAreSpread() {
        assertThat(SlowLink.shareOfSums(2, 1)).isCloseTo(0.5, within(1e-12));
        assertThat(SlowLink.shareOfSums(2, 0.5)).isCloseTo(0.125, within(1e-12));
        assertThat(SlowLink.shareOfSums(12, 6)).isCloseTo(0.5, within(1e-9));
        assertThat(SlowLink.shareOfSums(3, -1)).isZero();
        assertThat(SlowLink.shareOfSums(3, 3.5)).isEqualTo(1);
    }

    @Test
    void refusesTwoFaultsOnOneLinkAtATimeAndNothingElse() {
        Step cut = GameDays.step(0, new Fault.CutNetwork(SECOND, Link.ROUTERS, Cut.REFUSE), 10);
        Step slow = GameDays.step(9, slow(1_024), 10);
        assertThatThrownBy(() -> FaultPlan.of(GameDays.of(cut, slow), Sites.pairsOfFour(1)))
                .hasMessage("cut-network at PT0S and slow-network at PT9S break the same link at the same time");
        Step database = GameDays.step(0, new Fault.CutNetwork(SECOND, Link.DATABASE, Cut.REFUSE), 10);
        Step gray = GameDays.step(0, new Fault.GrayCell(SECOND, 0.3, 0), 10);
        Step kill = GameDays.step(0, new Fault.KillDatabase(SECOND), 10);
        assertThat(FaultPlan.of(GameDays.of(cut, database, gray, kill), Sites.pairsOfFour(1))
                        .faults())
                .hasSize(4);
    }

    @Test
    void breaksWiresOnceThatIsOnTheDiskAndHealsThemAtTheEndOrWhenItIsClosed() throws Exception {
        PlannedFault cut = only(new Fault.CutNetwork(SECOND, Link.DATABASE, Cut.HALF_OPEN), Sites.pairsOfFour(1));
        PlannedFault slow = only(
                new Fault.SlowNetwork(
                        SECOND, Link.FLEET, new Slowness(Duration.ofMillis(7), Duration.ofMillis(3), 9_000)),
                Sites.pairsOfFour(1));
        try (EchoServer behind = new EchoServer();
                NetworkProxy proxy = NetworkProxy.start(
                        List.of(
                                new Wire("cell-2/database", 0, behind.port()),
                                new Wire("cell-2/fleet", 0, behind.port())),
                        1,
                        Ticker.systemTicker());
                NetworkServer server = NetworkServer.start(0, "secret", proxy);
                HttpClient http = HttpClient.newHttpClient();
                StandingFaults standing = StandingFaults.in(home)) {
            try (Injector injector = injector(http, server, "secret", standing)) {
                injector.prepare(cut);
                assertThat(StandingFaults.left(home)).isEmpty();
                injector.start(cut);
                assertThat(toxics(proxy)).containsExactly(Toxics.halfOpen(), Toxics.NONE);
                injector.prepare(slow);
                injector.start(slow);
                assertThat(left().orElseThrow().cutOff())
                        .containsExactly(ProcessName.database(Sites.cell(2)), ProcessName.fleet(Sites.cell(2)));
                injector.end(cut);
            }
            assertThat(toxics(proxy)).containsExactly(Toxics.NONE, Toxics.NONE);
            assertThat(left()).isEmpty();
        }
    }

    @Test
    void leavesOnTheDiskWhatItsProxyWouldNotDo() throws Exception {
        PlannedFault cut = only(new Fault.CutNetwork(SECOND, Link.DATABASE, Cut.REFUSE), Sites.pairsOfFour(1));
        try (NetworkProxy proxy = NetworkProxy.start(List.of(), 1, Ticker.systemTicker());
                NetworkServer server = NetworkServer.start(0, "secret", proxy);
                HttpClient http = HttpClient.newHttpClient();
                StandingFaults standing = StandingFaults.in(home)) {
            Injector injector = injector(http, server, "guessed", standing);
            injector.prepare(cut);
            assertThatThrownBy(() -> injector.start(cut)).hasMessageContaining("answered 401");
            assertThat(left().orElseThrow().cutOff()).containsExactly(ProcessName.database(Sites.cell(2)));
            assertThatThrownBy(injector::close).hasMessageContaining("could not be undone");
        }
    }

    private Optional<StandingFaults.Written> left() {
        return StandingFaults.left(home);
    }

    private static List<Toxics> toxics(NetworkProxy proxy) {
        return proxy.wires().stream().map(WireStatus::toxics).toList();
    }

    private static Injector injector(HttpClient http, NetworkServer server, String token, StandingFaults standing) {
        RegionFile.Network network = new RegionFile.Network(URI.create("http://127.0.0.1:" + server.port()), 1, token);
        NanoClock clock = NanoClock.system();
        FaultHooks hooks =
                new FaultHooks(http, clock, Map.of(), Map.of(), List.of(), new NetworkHooks(http, clock, network));
        return new Injector(new NoControl(), hooks, new NoGate(), standing, line -> {});
    }

    private static final class NoGate implements TenantGate {
        @Override
        public void hold(TenantId tenant) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void release(TenantId tenant) {
            throw new UnsupportedOperationException();
        }
    }
}
