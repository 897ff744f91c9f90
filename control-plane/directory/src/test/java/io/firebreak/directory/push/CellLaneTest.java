package io.firebreak.directory.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.CellState;
import io.firebreak.directory.cells.RegisteredCell;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CellLaneTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final List<CellPush.Peer> PEERS = List.of(CellPush.Peer.of(cell(1)));

    private final CellLane lane = new CellLane();

    @BeforeEach
    void bringUpToDate() {
        lane.meet(cell(1));
        lane.refreshed("", NOW.plusSeconds(10));
        lane.delivered(PEERS);
    }

    @Test
    void isDueForNothingWhenAllIsDelivered() {
        assertThat(lane.isDue(NOW, false, PEERS)).isFalse();
    }

    @Test
    void isDueWhenTheCellIsBehindOrPeersChangedOrARefreshIsOwed() {
        assertThat(lane.isDue(NOW, true, PEERS)).isTrue();
        assertThat(lane.isDue(NOW, false, List.of())).isTrue();
        assertThat(lane.isDue(NOW.plusSeconds(10), false, PEERS)).isTrue();
    }

    @Test
    void leavesACellAloneAfterAFailureUnlessItIsRegisteredAgain() {
        lane.failed();
        lane.leaveAloneUntil(NOW, Duration.ofSeconds(1));

        assertThat(lane.isDue(NOW, true, PEERS)).isFalse();
        assertThat(lane.isDue(NOW.plusSeconds(1), true, PEERS)).isTrue();
        lane.meet(cell(2));
        assertThat(lane.isDue(NOW, true, PEERS)).isTrue();
    }

    @Test
    void doesNotLetNewKeysWaitForABackOffButOnlyOnce() {
        lane.failed();
        lane.leaveAloneUntil(NOW, Duration.ofSeconds(1));

        lane.meetKeys(7);
        assertThat(lane.isDue(NOW, true, PEERS)).isTrue();

        lane.leaveAloneUntil(NOW, Duration.ofSeconds(1));
        lane.meetKeys(7);
        assertThat(lane.isDue(NOW, true, PEERS)).isFalse();
    }

    @Test
    void startsAgainFromTheFirstBackOffAfterASuccess() {
        lane.failed();
        assertThat(lane.failed()).isEqualTo(2);

        lane.delivered(PEERS);

        assertThat(lane.failed()).isEqualTo(1);
    }

    @Test
    void asksTheNodeThatAnsweredLastFirstAndAtMostThree() {
        RegisteredCell cell = cell(1);
        lane.answered(cell, cell.nodes().get(2));

        assertThat(lane.nodesToTry(cell))
                .containsExactly(
                        cell.nodes().get(2), cell.nodes().get(3), cell.nodes().get(0));
        lane.failed();
        assertThat(lane.nodesToTry(cell)).startsWith(cell.nodes().get(3));
    }

    private static RegisteredCell cell(long registration) {
        List<URI> nodes = List.of(
                URI.create("http://a:1"), URI.create("http://b:1"), URI.create("http://c:1"), URI.create("http://d:1"));
        return new RegisteredCell(new CellId("cell-1"), 1, "zone-1", 1, CellState.ACTIVE, null, registration, 1, nodes);
    }
}
