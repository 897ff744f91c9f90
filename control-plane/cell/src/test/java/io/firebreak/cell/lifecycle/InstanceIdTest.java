package io.firebreak.cell.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InstanceIdTest {
    @Test
    void leadsWithTheNumberOfItsCell() {
        assertThat(InstanceId.draw(3, new Random(1)).value())
                .startsWith("i-0003")
                .hasSize(19);
        assertThat(InstanceId.draw(65_535, new Random(1)).value()).startsWith("i-ffff");
    }

    @Test
    void isDrawnAnewEachTime() {
        Random random = new Random(1);
        Set<InstanceId> drawn = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            drawn.add(InstanceId.draw(1, random));
        }

        assertThat(drawn).hasSize(10_000);
    }
}
