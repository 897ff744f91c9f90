package io.firebreak.router.shedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CellLimitTest {
    private static final long ONE = 0x0101;
    private static final long OTHER = 0x0202;

    private long now;

    @Test
    void isATenthUnderWhatWasTooMuch() {
        assertThat(new CellLimit(320, now).limit()).isEqualTo(288);
    }

    @Test
    void isNeverSoLowThatACellIsNotAsked() {
        CellLimit limit = new CellLimit(1, now);
        for (int i = 0; i < 100; i++) {
            later(Duration.ofSeconds(1));
            limit.shed(now);
        }
        assertThat(limit.limit()).isEqualTo(CellLimit.LEAST);
        assertThat(limit.enter(Level.LIST, ONE, 0, now)).isTrue();
    }

    /** Also of what is held back first. */
    @ParameterizedTest
    @EnumSource(Level.class)
    void letsTheLeastThroughOfAnyKind(Level level) {
        CellLimit limit = new CellLimit(1, now);
        for (int i = 0; i < CellLimit.LEAST; i++) {
            assertThat(limit.enter(level, ONE, i, now)).isTrue();
        }
        assertThat(limit.enter(level, ONE, CellLimit.LEAST, now)).isFalse();
    }

    @Test
    void isCutOnceForAllThatWasSentBeforeTheCut() {
        CellLimit limit = new CellLimit(1_000, now);
        for (int i = 0; i < 100; i++) {
            limit.shed(now);
        }
        assertThat(limit.limit()).isEqualTo(900);
        later(Duration.ofMillis(200));
        limit.shed(now);
        assertThat(limit.limit()).isEqualTo(810);
    }

    @Test
    void growsByAFewForEachTimeAllWereServed() {
        CellLimit limit = new CellLimit(100, now);
        for (int i = 0; i < 90; i++) {
            limit.served(90);
        }
        assertThat(limit.limit()).isBetween(93.5, 94.1);
    }

    @Test
    void doesNotGrowWhileItIsNotUsed() {
        CellLimit limit = new CellLimit(100, now);
        for (int i = 0; i < 1_000; i++) {
            limit.served(10);
        }
        assertThat(limit.limit()).isEqualTo(90);
    }

    @Test
    void holdsBackWhoeverHasMostUnderWay() {
        CellLimit limit = new CellLimit(100, now);
        int flood = 0;
        while (limit.enter(Level.OWNED, ONE, flood, now)) {
            flood++;
        }
        assertThat(flood).isEqualTo(90);

        int modest = 0;
        while (limit.enter(Level.OWNED, OTHER, flood + modest, now)) {
            modest++;
        }
        assertThat(modest).as("half of the limit, since there are two").isEqualTo(45);
        assertThat(limit.enter(Level.OWNED, ONE, flood + modest, now)).isFalse();
    }

    @Test
    void neverLetsMoreThanTwiceAsManyThrough() {
        CellLimit limit = new CellLimit(100, now);
        int underWay = 0;
        for (long tenant = 0; tenant < 10_000; tenant++) {
            underWay += limit.enter(Level.OWNED, tenant * 0x9E3779B97F4A7C15L, underWay, now) ? 1 : 0;
        }
        assertThat(underWay).isBetween(90, 180);
    }

    @Test
    void holdsListsBackBeforeLaunchesAndThoseBeforeWhatOnlyThisCellCanDo() {
        CellLimit limit = new CellLimit(100, now);
        for (int i = 0; i < 36; i++) {
            assertThat(limit.enter(Level.LIST, ONE, i, now)).isTrue();
            assertThat(limit.enter(Level.LAUNCH, ONE, i, now)).isTrue();
        }
        assertThat(limit.enter(Level.LIST, ONE, 72, now)).isFalse();
        for (int i = 72; i < 81; i++) {
            assertThat(limit.enter(Level.LAUNCH, ONE, i, now)).isTrue();
        }
        assertThat(limit.enter(Level.LAUNCH, ONE, 81, now)).isFalse();
        for (int i = 81; i < 90; i++) {
            assertThat(limit.enter(Level.OWNED, ONE, i, now)).isTrue();
        }
        assertThat(limit.enter(Level.OWNED, ONE, 90, now)).isFalse();
    }

    /** Lists would stop otherwise for as long as there is more of the rest than the cell takes. */
    @Test
    void leavesEachKindItsShare() {
        CellLimit limit = new CellLimit(100, now);
        for (int i = 0; i < 72; i++) {
            assertThat(limit.enter(Level.OWNED, ONE, i, now)).isTrue();
        }
        for (int i = 72; i < 90; i++) {
            assertThat(limit.enter(Level.LIST, ONE, i, now)).isTrue();
        }
        assertThat(limit.enter(Level.LIST, ONE, 89, now)).isFalse();
    }

    @Test
    void countsWhatEndsNoMore() {
        CellLimit limit = new CellLimit(100, now);
        for (int i = 0; i < 90; i++) {
            assertThat(limit.enter(Level.OWNED, ONE, i, now)).isTrue();
        }
        assertThat(limit.enter(Level.OWNED, ONE, 90, now)).isFalse();
        Pass.counted(limit, Level.OWNED, ONE).end();
        assertThat(limit.enter(Level.OWNED, ONE, 90, now)).isTrue();
        assertThat(limit.enter(Level.OWNED, ONE, 90, now)).isFalse();
    }

    @Test
    void aPassEndsOnce() {
        CellLimit limit = new CellLimit(100, now);
        limit.enter(Level.OWNED, ONE, 90, now);
        limit.enter(Level.OWNED, ONE, 90, now);
        Pass pass = Pass.counted(limit, Level.OWNED, ONE);
        pass.end();
        pass.end();
        for (int i = 0; i < 89; i++) {
            assertThat(limit.enter(Level.OWNED, ONE, 90, now)).isTrue();
        }
        assertThat(limit.enter(Level.OWNED, ONE, 90, now)).isFalse();
    }

    @Test
    void isOverOnceNothingWasShedNorHeldBackForAWhile() {
        CellLimit limit = new CellLimit(100, now);
        later(Duration.ofSeconds(9));
        assertThat(limit.enter(Level.OWNED, ONE, 200, now)).isFalse();
        later(Duration.ofSeconds(9));
        assertThat(limit.isOver(now)).isFalse();
        later(Duration.ofSeconds(1));
        assertThat(limit.isOver(now)).isTrue();
    }

    private void later(Duration time) {
        now += time.toNanos();
    }
}
