package io.firebreak.directory.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackOffTest {
    private final BackOff backOff = new BackOff(Duration.ofMillis(200), Duration.ofSeconds(5));

    @ParameterizedTest
    @CsvSource({"1,200", "2,400", "3,800", "5,3200", "6,5000", "7,5000", "1000000,5000"})
    void doublesUpToTheLongestAndSpreadsOverTheUpperHalf(int failures, long mostMillis) {
        SplittableRandom chance = new SplittableRandom(failures);
        for (int i = 0; i < 100; i++) {
            assertThat(backOff.after(failures, chance))
                    .isBetween(Duration.ofMillis(mostMillis / 2), Duration.ofMillis(mostMillis));
        }
    }
}
