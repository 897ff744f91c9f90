package io.firebreak.cell.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class WaitingRefusalsTest {
    private final WaitingRefusals waiting = new WaitingRefusals(20);

    @Test
    void oneTenantFillsATenthOfTheRoomOnly() {
        assertThat(waiting.offer(of("loud"))).isTrue();
        assertThat(waiting.offer(of("loud"))).isTrue();
        assertThat(waiting.offer(of("loud"))).isFalse();
        assertThat(waiting.offer(of("quiet"))).isTrue();
    }

    @Test
    void holdsNoMoreThanItsRoom() {
        for (int i = 0; i < 20; i++) {
            assertThat(waiting.offer(of("t-" + i))).isTrue();
        }
        assertThat(waiting.offer(of("t-20"))).isFalse();
        assertThat(waiting.take()).hasSize(20);
    }

    @Test
    void hasRoomAgainOnceTaken() {
        waiting.offer(of("loud"));
        waiting.offer(of("loud"));
        assertThat(waiting.take()).hasSize(2);
        assertThat(waiting.take()).isEmpty();
        assertThat(waiting.offer(of("loud"))).isTrue();
    }

    private static AuditEntry of(String tenant) {
        return new AuditEntry(
                "a-1",
                Instant.EPOCH,
                tenant,
                "key",
                AuditAction.LAUNCH,
                List.of(),
                "request",
                null,
                "client",
                400,
                "MALFORMED_JSON");
    }
}
