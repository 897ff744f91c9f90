package io.firebreak.router.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.router.cells.CellThatIsSlow;
import io.firebreak.router.cells.CellThatRefusesConnections;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** One cell of two nodes, of which one is dead, as while nodes are restarted one after the other. */
class DeadNodeTest {
    private static final Duration ATTEMPT = Duration.ofMillis(150);
    private static final Duration LONGER_THAN_AN_ATTEMPT = Duration.ofMillis(400);

    @Test
    void theLivingNodeIsNotGivenUpForTheDeadOne() {
        try (CellThatIsSlow alive = new CellThatIsSlow("cell-1", LONGER_THAN_AN_ATTEMPT);
                CellThatRefusesConnections dead = new CellThatRefusesConnections();
                RouterUnderTest router = RouterUnderTest.region()
                        .cell(1, alive, dead)
                        .tenant("t-1", 1)
                        .attempt(ATTEMPT)
                        .start()) {
            router.findsDead(dead);
            for (int i = 0; i < 5; i++) {
                assertThat(router.launch("t-1", "token-" + i).statusCode()).isEqualTo(200);
                assertThat(router.get("t-1", "/v1/shard").statusCode()).isEqualTo(200);
            }
            assertThat(alive.seen()).hasSize(10);
        }
    }
}
