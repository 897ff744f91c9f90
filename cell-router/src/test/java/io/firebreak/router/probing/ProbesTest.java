package io.firebreak.router.probing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.CellState;
import io.firebreak.router.cells.CellThatAnswers;
import io.firebreak.router.cells.CellThatAnswers.Answer;
import io.firebreak.router.cells.CellThatRefusesConnections;
import io.firebreak.router.cells.CellThatStalls;
import io.firebreak.router.cells.FakeCell;
import io.firebreak.router.health.BreakerSettings;
import io.firebreak.router.health.CellHealth;
import io.firebreak.router.health.OutlierSettings;
import io.firebreak.router.health.Outliers;
import io.firebreak.router.routing.RoutedCell;
import io.firebreak.router.routing.RoutingTable;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;

/** Nodes on real sockets, asked every few milliseconds. */
class ProbesTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final ProbeSettings SETTINGS = new ProbeSettings(
            true, "/readyz", Duration.ofMillis(20), Duration.ofMillis(5), Duration.ofMillis(300), 3, 2, 16);
    private static final OutlierSettings GRAY =
            new OutlierSettings(25, 4, Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ZERO, 50);
    private static final BreakerSettings BREAKER =
            new BreakerSettings(4, 4, 50, Duration.ofSeconds(5), 100, Duration.ofHours(1), 2);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Outliers outliers = new Outliers(GRAY, Clock.SYSTEM, new Random(5));
    private final CellHealth health =
            new CellHealth(BREAKER, BREAKER, Clock.SYSTEM, CircuitBreakerRegistry.ofDefaults());
    private final Probes probes = new Probes(
            SETTINGS,
            new HttpProbe(SETTINGS, Clock.SYSTEM, null)::ask,
            new NodeVerdicts(outliers, health, meters),
            new Random(6));

    @AfterEach
    void stop() {
        probes.close();
    }

    static Stream<FakeCell> deadOnes() {
        return Stream.of(
                new CellThatRefusesConnections(),
                new CellThatStalls(),
                new CellThatAnswers(request -> Answer.problem(503, "NOT_READY")));
    }

    @ParameterizedTest
    @MethodSource("deadOnes")
    void asksADeadCellLast(FakeCell dead) {
        try (dead;
                CellThatAnswers well = new CellThatAnswers("cell-2")) {
            RoutedCell one = cell(1, dead);
            RoutedCell two = cell(2, well);
            probe(1, one, two);
            await().atMost(SOON).until(() -> outliers.isDown(one.id()));
            assertThat(outliers.lastInLine(List.of(one, two))).containsExactly(two, one);
            assertThat(outliers.isDown(two.id())).isFalse();
            assertThat(down()).isEqualTo(1);
        }
    }

    @Test
    void takesAnyAnswerBelow500ForALifeSign() {
        try (CellThatAnswers cell = new CellThatAnswers(request -> Answer.problem(404, "NOT_FOUND"))) {
            probe(1, cell(1, cell));
            await().atMost(SOON).until(() -> cell.seen().size() > 5);
            assertThat(outliers.isAway(new CellId("cell-1"))).isFalse();
            assertThat(cell.seen()).allMatch(request -> request.uri().equals("/readyz"));
        }
    }

    @Test
    void givesACellThatIsBackAChanceAlthoughItsBreakerWouldStayOpen() {
        try (CellThatAnswers cell = new CellThatAnswers(request -> Answer.problem(503, "NOT_READY"))) {
            RoutedCell one = cell(1, cell);
            for (int i = 0; i < 4; i++) {
                health.admit(one.id()).orElseThrow().end(true);
            }
            assertThat(health.isOpen(one.id())).isTrue();
            probe(1, one);
            await().atMost(SOON).until(() -> outliers.isDown(one.id()));

            cell.becomes(request -> Answer.of(200, ""));
            await().atMost(SOON).until(() -> !health.isOpen(one.id()));
            assertThat(health.breakerOf(one.id())).isEqualTo("half_open");
            assertThat(outliers.isAway(one.id())).isFalse();
            await().atMost(SOON).until(() -> down() == 0);
        }
    }

    @Test
    void callsACellOfTwoNodesDeadOnlyWhenBothAre() {
        try (FakeCell dead = new CellThatRefusesConnections();
                CellThatAnswers other = new CellThatAnswers("cell-1")) {
            RoutedCell one = cell(1, dead, other);
            probe(1, one);
            await().atMost(SOON).until(() -> outliers.isAway(one.id(), dead.url()));
            assertThat(outliers.isDown(one.id())).isFalse();

            other.becomes(request -> Answer.problem(500, "DEFECT"));
            await().atMost(SOON).until(() -> outliers.isDown(one.id()));
        }
    }

    @Test
    void holdsNothingAgainstACellThatWasDeadAndOutAndReturns() {
        try (FakeCell dead = new CellThatRefusesConnections();
                CellThatAnswers fresh = new CellThatAnswers("cell-1")) {
            probe(1, cell(1, dead));
            await().atMost(SOON).until(() -> outliers.isDown(new CellId("cell-1")));

            probe(2, new RoutedCell(new CellId("cell-1"), 1, "zone-1", CellState.OUT, List.of(dead.url())));
            await().atMost(SOON).until(() -> down() == 0);

            probe(3, cell(1, fresh));
            await().atMost(SOON).until(() -> !outliers.isDown(new CellId("cell-1")));
        }
    }

    @Test
    void asksNobodyWhoLeftTheTable() {
        try (CellThatAnswers left = new CellThatAnswers("cell-1");
                FakeCell silent = new CellThatStalls()) {
            probe(1, cell(1, left), cell(2, silent));
            await().atMost(SOON).until(() -> !left.seen().isEmpty());
            probe(2, cell(2, silent));
            await().atMost(SOON).until(() -> outliers.isDown(new CellId("cell-2")));

            int before = left.seen().size();
            int asked = silent.seen().size();
            await().atMost(SOON).until(() -> silent.seen().size() > asked + 2);
            assertThat(left.seen()).hasSize(before);
        }
    }

    @Test
    void hasNoMoreQuestionsUnderWayThanItMay() {
        AtomicInteger underWay = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger asked = new AtomicInteger();
        Function<URI, Mono<Finding>> slow = node -> {
            most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
            asked.incrementAndGet();
            return Mono.delay(Duration.ofMillis(30)).map(over -> {
                underWay.decrementAndGet();
                return Finding.WELL;
            });
        };
        RoutedCell[] cells = IntStream.rangeClosed(1, 3 * SETTINGS.atOnce())
                .mapToObj(number -> new RoutedCell(
                        new CellId("cell-" + number),
                        number,
                        "zone-1",
                        CellState.ACTIVE,
                        List.of(URI.create("http://127.0.0.1:" + number))))
                .toArray(RoutedCell[]::new);
        try (Probes busy = new Probes(SETTINGS, slow, new NodeVerdicts(outliers, health, meters), new Random(6))) {
            busy.keepOnly(RoutingTable.of(1, List.of(cells), List.of()));
            await().atMost(SOON).until(() -> asked.get() > 10 * SETTINGS.atOnce());
        }
        assertThat(most.get()).isEqualTo(SETTINGS.atOnce());
    }

    private double down() {
        return meters.get("firebreak.router.nodes.down").gauge().value();
    }

    private void probe(long version, RoutedCell... cells) {
        RoutingTable table = RoutingTable.of(version, List.of(cells), List.of());
        outliers.keepOnly(table);
        probes.keepOnly(table);
    }

    private static RoutedCell cell(int number, FakeCell... nodes) {
        List<URI> urls = Arrays.stream(nodes).map(FakeCell::url).toList();
        return new RoutedCell(new CellId("cell-" + number), number, "zone-1", CellState.ACTIVE, urls);
    }
}
