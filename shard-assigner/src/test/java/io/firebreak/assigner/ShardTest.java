package io.firebreak.assigner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShardTest {
    @Test
    void isASetInTheOrderOfIds() {
        assertThat(shard("cell-10", "cell-2")).isEqualTo(shard("cell-2", "cell-10"));
        assertThat(shard("cell-10", "cell-2").cells()).containsExactly(new CellId("cell-2"), new CellId("cell-10"));
    }

    @Test
    void countsWhatTwoShardsShare() {
        assertThat(shard("cell-1", "cell-2", "cell-3").overlap(shard("cell-3", "cell-1", "cell-9")))
                .isEqualTo(2);
        assertThat(shard("cell-1").overlap(shard("cell-2"))).isZero();
    }

    @Test
    void refusesToBeEmptyOrToNameACellTwice() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Shard(List.of()))
                .withMessage("a shard has at least one cell");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> shard("cell-1", "cell-2", "cell-1"))
                .withMessage("cell cell-1 stands twice in a shard");
    }

    private static Shard shard(String... cells) {
        return new Shard(Arrays.stream(cells).map(CellId::new).toList());
    }
}
