package io.firebreak.router.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.CellState;
import io.firebreak.router.routing.RoutedCell;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutliersTest {
    private static final Duration AWAY = Duration.ofSeconds(5);
    private static final OutlierSettings SETTINGS =
            new OutlierSettings(25, 4, AWAY, Duration.ofSeconds(60), Duration.ofSeconds(5));
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
                fresh.record(ONE.id(), luck.nextInt(10) < 3);
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
            outliers.record(ONE.id(), luck.nextInt(100) == 0);
            avoided += outliers.lastInLine(BOTH).getFirst().equals(TWO) ? 1 : 0;
        }
        assertThat(avoided).isLessThan(200);
    }

    @Test
    void takesNoCellOutAndKeepsTheOrderWhenAllAreGray() {
        fail(ONE);
        assertThat(outliers.lastInLine(BOTH)).containsExactly(TWO, ONE);
        fail(TWO);
        assertThat(outliers.lastInLine(BOTH)).containsExactly(ONE, TWO);
        assertThat(outliers.lastInLine(List.of(ONE))).containsExactly(ONE);
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
            outliers.record(cell.id(), true);
        }
    }

    private static RoutedCell cell(int number) {
        return new RoutedCell(
                new CellId("cell-" + number),
                number,
                "zone-1",
                CellState.ACTIVE,
                List.of(URI.create("http://127.0.0.1:" + (1_000 + number))));
    }
}
