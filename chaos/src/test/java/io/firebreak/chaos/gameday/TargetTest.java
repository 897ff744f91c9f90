package io.firebreak.chaos.gameday;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TargetTest {
    private static final List<String> CELLS = List.of("cell-1", "cell-2", "cell-3");

    @Test
    void picksTheSameTargetForTheSameSeed() {
        for (long seed = 0; seed < 20; seed++) {
            assertThat(Target.<String>random().among(CELLS, new SplittableRandom(seed)))
                    .isEqualTo(Target.<String>random().among(CELLS, new SplittableRandom(seed)));
        }
    }

    @Test
    void picksEveryCandidateForSomeSeed() {
        assertThat(IntStream.range(0, 100)
                        .mapToObj(seed -> Target.<String>random().among(CELLS, new SplittableRandom(seed))))
                .containsAll(CELLS);
    }

    @Test
    void hitsWhatTheFileNames() {
        assertThat(Target.named("cell-2").among(CELLS, new SplittableRandom(1))).isEqualTo("cell-2");
    }

    @Test
    void refusesWhatDoesNotExist() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Target.named("cell-9").among(CELLS, new SplittableRandom(1)))
                .withMessage("target 'cell-9' does not exist; there are cell-1 to cell-3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Target.<String>random().among(List.of(), new SplittableRandom(1)))
                .withMessage("there is nothing to aim a fault at");
    }
}
