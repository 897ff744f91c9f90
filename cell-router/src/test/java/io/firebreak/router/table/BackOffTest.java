package io.firebreak.router.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackOffTest {
    @Test
    void doublesUpToItsMaximumAndStartsAnewAfterASuccess() {
        BackOff backOff = new BackOff(Duration.ofMillis(100), Duration.ofMillis(350), new Random(1));
        for (int upper : new int[] {100, 200, 350, 350}) {
            assertThat(backOff.afterFailure().toMillis()).isBetween(upper / 2L, (long) upper);
        }
        backOff.reset();
        assertThat(backOff.afterFailure().toMillis()).isBetween(50L, 100L);
    }
}
