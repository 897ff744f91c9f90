package io.firebreak.chaos.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.assigner.CellId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouterMetricsTest {
    private static final String EXPOSITION = """
            # HELP firebreak_router_cell_calls_total Calls of cells
            # TYPE firebreak_router_cell_calls_total counter
            firebreak_router_cell_calls_total{cell="cell-1",outcome="answered"} 1234.0
            firebreak_router_cell_calls_total{cell="cell-1",outcome="no_room"} 2.0
            firebreak_router_cell_calls_total{cell="cell-1",outcome="server_error"} 30.0
            firebreak_router_cell_calls_total{cell="cell-1",outcome="not_connected"} 4.0
            firebreak_router_cell_calls_total{cell="cell-1",outcome="believed_dead"} 500.0
            firebreak_router_cell_calls_total{cell="cell-1",outcome="held_back"} 5.0
            firebreak_router_cell_calls_total{cell="cell-11",outcome="server_error"} 7.0
            firebreak_router_cell_calls_total{cell="cell-2",outcome="answered"} 1.5E7
            firebreak_router_retries_total{kind="launch",reason="server_error",to="cell"} 9.0
            """;

    @Test
    void countsWhatACellWasAskedAndWhatItFailed() {
        assertThat(RouterMetrics.read(new CellId("cell-1"), EXPOSITION)).isEqualTo(new BakeGate.Calls(1270, 34));
        assertThat(RouterMetrics.read(new CellId("cell-2"), EXPOSITION)).isEqualTo(new BakeGate.Calls(15_000_000, 0));
        assertThat(RouterMetrics.read(new CellId("cell-3"), EXPOSITION)).isEqualTo(new BakeGate.Calls(0, 0));
    }

    @ParameterizedTest
    @CsvSource({"10, 0, true", "9, 0, false", "0, 0, false", "100, 5, true", "100, 6, false", "20, 12, false"})
    void opensOnlyForACellThatWasSeenToBeWell(long all, long failed, boolean opens) {
        assertThat(BakeGate.opensFor(new BakeGate.Calls(all, failed))).isEqualTo(opens);
    }
}
