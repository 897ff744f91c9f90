package io.firebreak.router.probing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** W is well, D is dead, U is unknown; three deaths in a row make a node dead, two answers bring it back. */
class StreakTest {
    private static final ProbeSettings SETTINGS = new ProbeSettings(
            true, "/readyz", Duration.ofSeconds(1), Duration.ofMillis(200), Duration.ofMillis(400), 3, 2, 16);

    @ParameterizedTest
    @CsvSource({
        "W, false, false",
        "D, false, true",
        "DD, false, true",
        "DDD, true, false",
        "DDWDD, false, true",
        "DDUD, true, false",
        "DDUU, false, true",
        "DDDW, true, true",
        "DDDWDW, true, true",
        "DDDWW, false, false",
        "DDDWUW, false, false",
        "DDDWWDD, false, true",
        "DDDWWDDD, true, false",
    })
    void changesItsMindAfterEnoughInARow(String findings, boolean down, boolean inDoubt) {
        Streak streak = Streak.FRESH;
        for (char letter : findings.toUpperCase(Locale.ROOT).toCharArray()) {
            streak = streak.after(finding(letter), SETTINGS);
        }
        assertThat(streak.down()).isEqualTo(down);
        assertThat(streak.isInDoubt()).isEqualTo(inDoubt);
    }

    private static Finding finding(char letter) {
        return switch (letter) {
            case 'W' -> Finding.WELL;
            case 'D' -> Finding.DEAD;
            default -> Finding.UNKNOWN;
        };
    }
}
