package io.firebreak.router.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.CellState;
import io.firebreak.router.routing.RoutedCell;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutliersTest {
    private static final Duration AWAY = Duration.ofSeconds(5);
    private static final OutlierSettings SETTINGS =
            new OutlierSettings(25, 4, AWAY, Duration.ofSeconds(60), Duration.ofSeconds(5), 50);
    private static final RoutedCell ONE = cell(1);
    private static final RoutedCell TWO = cell(2);
    private static final List<RoutedCell> BOTH = List.of(ONE, TWO);

    private final TestClock clock = new TestClock();
    private final Outliers outliers = new Outliers(SETTINGS, clock, new Random(5));

    /** Of 1,000 gray cells: the share left within so many samples, each failing three calls of ten. */
    @ParameterizedTest
    @CsvSource({"25,0.95", "250,1.0"})
    void leavesACellThatFailsThreeCallsOfTen(int samples, double share) {
        Random luck = new Random(11);
        int left = 0;
        for (int i = 0; i < 1_000; i++) {
            Outliers fresh = new Outliers(SETTINGS, clock, luck);
            for (int n = 0; n < samples && fresh.lastInLine(BOTH).getFirst().equals(ONE); n++) {
                fresh.visited(ONE, node(ONE), luck.nextInt(10) < 3);
            }
            left += fresh.lastInLine(BOTH).getFirst().equals(TWO) ? 1 : 0;
        }
        assertThat(left).isGreaterThanOrEqualTo((int) (share * 1_000));
    }

    @Test
    void keepsACellThatFailsOneCallOfAHundred() {
        Random luck = new Random(11);
        int avoided = 0;
        for (int n = 0; n < 10_000; n++) {
            clock.advance(Duration.ofMillis(100));
            outliers.visited(ONE, node(ONE), luck.nextInt(100) == 0);
            avoided += outliers.lastInLine(BOTH).getFirst().equals(TWO) ? 1 : 0;
        }
        assertThat(avoided).isLessThan(200);
    }

    @Test
    void takesNoCellOutAndLetsNoMoreThanHalfOfThemTurnGray() {
        fail(ONE);
        assertThat(outliers.lastInLine(BOTH)).containsExactly(TWO, ONE);
        fail(TWO);
        assertThat(outliers.isAway(TWO.id())).isFalse();
        assertThat(outliers.lastInLine(BOTH)).containsExactly(TWO, ONE);
        assertThat(outliers.lastInLine(List.of(ONE))).containsExactly(ONE);
    }

    @Test
    void asksADeadCellLastForAsLongAsProbesFindItDeadAndTakesItBackSlowly() {
        outliers.probed(ONE, node(ONE), false);
        clock.advance(Duration.ofHours(1));
        assertThat(outliers.isDown(ONE.id())).isTrue();
        assertThat(shareThatGoesToOneFirst()).isZero();

        outliers.probed(ONE, node(ONE), true);
        assertThat(outliers.isDown(ONE.id())).isFalse();
        assertThat(shareThatGoesToOneFirst()).isLessThan(0.02);
        clock.advance(Duration.ofMillis(2_500));
        assertThat(shareThatGoesToOneFirst()).isBetween(0.45, 0.55);
        clock.advance(Duration.ofMillis(2_500));
        assertThat(shareThatGoesToOneFirst()).isEqualTo(1);
    }

    @Test
    void keepsTheOrderWhenAllCellsAreDead() {
        BOTH.forEach(cell -> outliers.probed(cell, node(cell), false));
        assertThat(outliers.lastInLine(BOTH)).isEqualTo(BOTH);
    }

    @Test
    void holdsNothingOfAnOutageAgainstACellThatIsBack() {
        fail(ONE);
        outliers.probed(ONE, node(ONE), false);
        fail(ONE);
        outliers.probed(ONE, node(ONE), true);
        clock.advance(Duration.ofSeconds(5));
        outliers.visited(ONE, node(ONE), true);
        assertThat(shareThatGoesToOneFirst()).isEqualTo(1);
    }

    @Test
    void stillAvoidsAGrayCellThatAnswersProbes() {
        fail(ONE);
        outliers.probed(ONE, node(ONE), true);
        assertThat(shareThatGoesToOneFirst()).isZero();
    }

    @Test
    void callsACellDeadOnlyWhenAllItsNodesAre() {
        RoutedCell wide = cell(3, 2);
        outliers.probed(wide, wide.nodes().getFirst(), false);
        assertThat(outliers.isDown(wide.id())).isFalse();
        assertThat(outliers.preferred(wide, wide.nodes()))
                .containsExactly(wide.nodes().getLast());
        outliers.probed(wide, wide.nodes().getLast(), false);
        assertThat(outliers.isDown(wide.id())).isTrue();
        assertThat(outliers.preferred(wide, wide.nodes())).isEqualTo(wide.nodes());
    }

    /** Each node gets every second call, and one of them fails three of its ten. */
    @Test
    void holdsAGrayNodeAgainstTheNodeAndNotAgainstItsCell() {
        RoutedCell wide = cell(3, 2);
        Random luck = new Random(13);
        int cellGray = 0;
        int nodeGray = 0;
        for (int run = 0; run < 500; run++) {
            Outliers fresh = new Outliers(SETTINGS, clock, luck);
            for (int n = 0; n < 60; n++) {
                URI node = wide.nodes().get(n % 2);
                boolean failed = n % 2 == 0 && luck.nextInt(10) < 3;
                fresh.attempted(wide, node, failed);
                fresh.visited(wide, node, failed);
            }
            cellGray += fresh.isAway(wide.id()) ? 1 : 0;
            nodeGray += fresh.isAway(wide.id(), wide.nodes().getFirst()) ? 1 : 0;
        }
        assertThat(nodeGray).isGreaterThan(475);
        assertThat(cellGray).isZero();
    }

    @Test
    void callsACellGrayWhenItFailsAtWhicheverNode() {
        RoutedCell wide = cell(3, 2);
        for (int n = 0; n < 4; n++) {
            URI node = wide.nodes().get(n % 2);
            outliers.attempted(wide, node, true);
            outliers.visited(wide, node, true);
        }
        assertThat(outliers.isAway(wide.id())).isTrue();
    }

    @Test
    void letsHalfOfTheNodesOfACellTurnGrayAndNoMore() {
        RoutedCell wide = cell(3, 4);
        for (URI node : wide.nodes()) {
            for (int n = 0; n < 4; n++) {
                outliers.attempted(wide, node, true);
            }
        }
        assertThat(outliers.preferred(wide, wide.nodes()))
                .containsExactlyElementsOf(wide.nodes().subList(2, 4));
    }

    @Test
    void takesACellBackSlowly() {
        fail(ONE);
        clock.advance(AWAY);
        assertThat(shareThatGoesToOneFirst()).isLessThan(0.02);
        clock.advance(Duration.ofMillis(2_500));
        assertThat(shareThatGoesToOneFirst()).isBetween(0.45, 0.55);
        clock.advance(Duration.ofMillis(2_500));
        assertThat(shareThatGoesToOneFirst()).isEqualTo(1);
    }

    @Test
    void staysAwayTwiceAsLongFromACellThatTurnsGrayWhileItComesBackAndNoLongerThanTheLongest() {
        long expectedSeconds = 5;
        for (int i = 0; i < 6; i++) {
            fail(ONE);
            clock.advance(Duration.ofSeconds(expectedSeconds).minusMillis(1));
            assertThat(shareThatGoesToOneFirst()).isZero();
            clock.advance(Duration.ofMillis(1_001));
            assertThat(shareThatGoesToOneFirst()).isPositive();
            expectedSeconds = Math.min(60, 2 * expectedSeconds);
        }
    }

    private double shareThatGoesToOneFirst() {
        int first = 0;
        for (int i = 0; i < 10_000; i++) {
            first += outliers.lastInLine(BOTH).getFirst().equals(ONE) ? 1 : 0;
        }
        return first / 10_000.0;
    }

    private void fail(RoutedCell cell) {
        for (int i = 0; i < 4; i++) {
            outliers.visited(cell, node(cell), true);
        }
    }

    private static RoutedCell cell(int number) {
        return cell(number, 1);
    }

    private static RoutedCell cell(int number, int nodes) {
        return new RoutedCell(
                new CellId("cell-" + number),
                number,
                "zone-1",
                CellState.ACTIVE,
                IntStream.range(0, nodes)
                        .mapToObj(node -> URI.create("http://127.0.0.1:" + (1_000 + 10 * number + node)))
                        .toList());
    }

    private static URI node(RoutedCell cell) {
        return cell.nodes().getFirst();
    }
}
