package io.firebreak.router.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.CellState;
import io.firebreak.router.routing.RoutedCell;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.micrometer.core.instrument.Clock;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NodeChoiceTest {
    private static final BreakerSettings BREAKER =
            new BreakerSettings(4, 4, 50, Duration.ofSeconds(5), 100, Duration.ofMinutes(1), 1);
    private static final RoutedCell CELL = new RoutedCell(
            new CellId("cell-1"),
            1,
            "zone-1",
            CellState.ACTIVE,
            IntStream.range(0, 4)
                    .mapToObj(i -> URI.create("http://127.0.0.1:" + (1000 + i)))
                    .toList());

    private static final OutlierSettings GRAY =
            new OutlierSettings(25, 4, Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ZERO, 50);

    private final Outliers outliers = new Outliers(GRAY, Clock.SYSTEM, new Random(4));
    private final NodeChoice nodes = new NodeChoice(
            new CellHealth(BREAKER, BREAKER, Clock.SYSTEM, CircuitBreakerRegistry.ofDefaults()),
            outliers,
            new Random(3));

    @Test
    void keepsNodesEquallyBusy() {
        for (int i = 0; i < 400; i++) {
            assertThat(nodes.lease(CELL, Set.of())).isPresent();
        }
        assertThat(CELL.nodes())
                .allSatisfy(node -> assertThat(nodes.inFlight(node)).isBetween(95, 105));
    }

    @Test
    void triesEveryNodeOnceAndThenNone() {
        Set<URI> tried = new HashSet<>();
        for (int i = 0; i < 4; i++) {
            assertThat(tried.add(nodes.lease(CELL, tried).orElseThrow().node())).isTrue();
        }
        assertThat(nodes.lease(CELL, tried)).isEmpty();
    }

    @Test
    void avoidsANodeThatFailsAlthoughItLooksIdle() {
        URI bad = CELL.nodes().getFirst();
        failUntilShunned(bad);
        List<NodeLease> leases = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            leases.add(nodes.lease(CELL, Set.of()).orElseThrow());
        }
        assertThat(leases).noneMatch(lease -> lease.node().equals(bad));
    }

    @Test
    void asksAGrayNodeAndADeadOneOnlyWhenTheOthersWereTried() {
        URI gray = CELL.nodes().getFirst();
        URI dead = CELL.nodes().get(1);
        for (int i = 0; i < 4; i++) {
            outliers.attempted(CELL, gray, true);
        }
        outliers.probed(CELL, dead, false);
        Set<URI> others = Set.copyOf(CELL.nodes().subList(2, 4));
        for (int i = 0; i < 100; i++) {
            assertThat(others)
                    .contains(nodes.lease(CELL, Set.of()).orElseThrow().node());
            assertThat(others)
                    .doesNotContain(nodes.lease(CELL, others).orElseThrow().node());
        }
    }

    @Test
    void asksANodeThatComesBackBeforeADeadOne() {
        OutlierSettings slowly =
                new OutlierSettings(25, 4, Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofHours(1), 50);
        Outliers comingBack = new Outliers(slowly, Clock.SYSTEM, new Random(4));
        NodeChoice choice = new NodeChoice(
                new CellHealth(BREAKER, BREAKER, Clock.SYSTEM, CircuitBreakerRegistry.ofDefaults()),
                comingBack,
                new Random(3));
        URI back = CELL.nodes().getFirst();
        CELL.nodes().forEach(node -> comingBack.probed(CELL, node, false));
        comingBack.probed(CELL, back, true);

        for (int i = 0; i < 50; i++) {
            assertThat(choice.lease(CELL, Set.of()).orElseThrow().node()).isEqualTo(back);
        }
    }

    @Test
    void knowsWhetherOneIsLeftThatIsAlive() {
        URI last = CELL.nodes().getLast();
        assertThat(nodes.hasOneAlive(CELL, Set.of())).isTrue();

        CELL.nodes().subList(0, 2).forEach(dead -> outliers.probed(CELL, dead, false));
        failUntilShunned(CELL.nodes().get(2));

        assertThat(nodes.hasOneAlive(CELL, Set.of())).isTrue();
        assertThat(nodes.hasOneAlive(CELL, Set.of(last))).isFalse();
    }

    @Test
    void asksAnywayWhenAllNodesAreShunned() {
        CELL.nodes().forEach(this::failUntilShunned);
        assertThat(nodes.lease(CELL, Set.of())).isPresent();
    }

    @Test
    void countsACallOnceHoweverItEnds() {
        NodeLease lease = nodes.lease(CELL, Set.of()).orElseThrow();
        assertThat(nodes.inFlight(lease.node())).isEqualTo(1);
        lease.end(false);
        lease.abandon(Duration.ZERO);
        lease.end(true);
        assertThat(nodes.inFlight(lease.node())).isZero();
    }

    private void failUntilShunned(URI node) {
        Set<URI> others = new HashSet<>(CELL.nodes());
        others.remove(node);
        for (int i = 0; i < 4; i++) {
            nodes.lease(CELL, others).orElseThrow().end(true);
        }
    }
}
