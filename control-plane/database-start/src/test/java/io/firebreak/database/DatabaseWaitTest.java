package io.firebreak.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DatabaseWaitTest {
    private static final DatabaseSettings SETTINGS =
            new DatabaseSettings(Duration.ofSeconds(60), Duration.ofSeconds(5));
    private static final String REFUSED = "08001";
    private static final String STARTING = "57P03";

    private Instant now = Instant.EPOCH;
    private int attempts;

    private DatabaseWait waitFor(Duration comesAfter, @Nullable String state) {
        Instant comes = now.plus(comesAfter);
        return new DatabaseWait(
                "jdbc:postgresql://db:5432/cell?user=u&password=secret",
                () -> {
                    attempts++;
                    if (now.isBefore(comes)) {
                        throw new SQLException("no, not\n  now", state);
                    }
                },
                SETTINGS,
                () -> now,
                () -> now = now.plusMillis(500));
    }

    @Test
    void oneThatAnswersIsAskedOnce() {
        waitFor(Duration.ZERO, REFUSED).untilItAnswers();

        assertThat(attempts).isEqualTo(1);
        assertThat(now).isEqualTo(Instant.EPOCH);
    }

    @Test
    void oneThatIsNotThereYetIsWaitedFor() {
        waitFor(Duration.ofSeconds(5), REFUSED).untilItAnswers();
        assertThat(now).isEqualTo(Instant.EPOCH.plusSeconds(5));

        waitFor(Duration.ofSeconds(20), STARTING).untilItAnswers();
        assertThat(now).isEqualTo(Instant.EPOCH.plusSeconds(25));
    }

    @Test
    void oneThatDoesNotComeEndsTheStartInOneLineWithoutThePassword() {
        assertThatThrownBy(() -> waitFor(Duration.ofDays(1), REFUSED).untilItAnswers())
                .isInstanceOf(DatabaseNotReachedException.class)
                .hasMessage("The database jdbc:postgresql://db:5432/cell did not answer within 60 s: no, not now");
        assertThat(now).isEqualTo(Instant.EPOCH.plusSeconds(60));
    }

    @Test
    void anAddressTheDriverCannotReadIsToldWithoutItsPassword() {
        DatabaseWait wait = new DatabaseWait(
                "jdbc:postgresql://db:54x2/cell?user=u&password=secret",
                () -> {
                    throw new SQLException(
                            "Unable to parse URL jdbc:postgresql://db:54x2/cell?user=u&password=secret", REFUSED);
                },
                SETTINGS,
                () -> now,
                () -> now = now.plusMillis(500));

        assertThatThrownBy(wait::untilItAnswers)
                .hasMessageEndingWith("Unable to parse URL jdbc:postgresql://db:54x2/cell")
                .hasMessageNotContaining("secret");
    }

    @Test
    void aWrongPasswordIsNotWaitedFor() {
        for (String state : new String[] {"28P01", "28000", "3D000"}) {
            assertThatThrownBy(() -> waitFor(Duration.ofDays(1), state).untilItAnswers())
                    .isInstanceOf(DatabaseNotReachedException.class)
                    .hasMessageContaining("refuses this process");
        }
        assertThat(now).isEqualTo(Instant.EPOCH);
    }

    @Test
    void aRefusalWithoutAStateIsWaitedFor() {
        waitFor(Duration.ofSeconds(1), null).untilItAnswers();

        assertThat(now).isEqualTo(Instant.EPOCH.plusSeconds(1));
    }
}
