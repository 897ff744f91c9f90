package io.firebreak.assigner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StableHashTest {
    /** Computed by a separate program from the description in the Javadoc. */
    @Test
    void givesTheSameHashesForEver() {
        assertThat(StableHash.of(0, "")).isEqualTo(-780787492076525413L);
        assertThat(StableHash.of(1, "t-001")).isEqualTo(853228565157561068L);
        assertThat(StableHash.of(-1, "cell-3")).isEqualTo(6740881663474595157L);
        assertThat(StableHash.combine(1, 2)).isEqualTo(-689740695069675987L);
        assertThat(StableHash.combine(2, 1)).isEqualTo(1523549004236964901L);
    }

    @Test
    void flipsHalfOfTheBitsWhenOneCharacterChanges() {
        long flipped = 0;
        for (int i = 0; i < 10_000; i++) {
            flipped += Long.bitCount(StableHash.of(1, "t-" + i) ^ StableHash.of(1, "u-" + i));
        }
        assertThat(flipped / 10_000.0).isBetween(31.8, 32.2);
    }

    @Test
    void givesNumbersStrictlyBetweenZeroAndOne() {
        assertThat(StableHash.unit(0)).isGreaterThan(0);
        assertThat(StableHash.unit(-1)).isLessThan(1);
        assertThat(Math.log(StableHash.unit(-1))).isLessThan(0);
    }

    @Test
    void hasNoCollisionsAmongAMillionNames() {
        Set<Long> hashes = HashSet.newHashSet(1_000_000);
        for (int i = 0; i < 1_000_000; i++) {
            hashes.add(StableHash.of(7, "tenant-" + i));
        }
        assertThat(hashes).hasSize(1_000_000);
    }
}
