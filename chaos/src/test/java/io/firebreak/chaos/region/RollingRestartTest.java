package io.firebreak.chaos.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RollingRestartTest {
    private static final ProcessName ONE = new ProcessName("cell-1/node-1");
    private static final ProcessName TWO = new ProcessName("cell-1/node-2");
    private static final Duration START = Duration.ofSeconds(5);
    /** Two good probes, and the slow start of the routers. */
    private static final Duration UNTIL_ROUTERS_SEND_ALL = Duration.ofSeconds(6);

    private Instant now = Instant.EPOCH;
    private final List<String> lines = new ArrayList<>();
    private final ProcessesThatTakeTime processes = new ProcessesThatTakeTime();
    private final RollingRestart restart =
            new RollingRestart(processes, () -> now, () -> now = now.plusMillis(100), lines::add);

    @Test
    void theNextIsTakenOnlyWhenTheOneBeforeIsReadyAndServesItsShare() {
        List<RollingRestart.Restarted> restarted = restart.oneAtATime(List.of(ONE, TWO));

        assertThat(processes.begun).containsEntry(ONE, Instant.EPOCH);
        assertThat(Duration.between(processes.begunAt(ONE), processes.begunAt(TWO)))
                .isGreaterThanOrEqualTo(START.plus(UNTIL_ROUTERS_SEND_ALL));
        assertThat(restarted).extracting(RollingRestart.Restarted::name).containsExactly(ONE, TWO);
        assertThat(restarted).allSatisfy(one -> assertThat(one.tookMillis()).isEqualTo(START.toMillis()));
        assertThat(lines)
                .containsExactly(
                        "restarting cell-1/node-1",
                        "cell-1/node-1 is ready again after 5.0 s",
                        "restarting cell-1/node-2",
                        "cell-1/node-2 is ready again after 5.0 s");
    }

    @Test
    void whatServesNoTenantOnlyHasToBeFoundAgain() {
        processes.kind = ProcessKind.FLEET;

        restart.oneAtATime(List.of(ONE, TWO));

        assertThat(Duration.between(processes.begunAt(ONE), processes.begunAt(TWO)))
                .isBetween(START.plusSeconds(2), START.plusSeconds(3));
    }

    @Test
    void allTogetherBeginAtTheSameMoment() {
        restart.atOnce(List.of(ONE, TWO));

        assertThat(processes.begun).containsEntry(ONE, Instant.EPOCH).containsEntry(TWO, Instant.EPOCH);
    }

    @Test
    void oneThatDoesNotComeBackEndsItAndSparesTheOthers() {
        processes.start = Duration.ofDays(1);

        assertThatThrownBy(() -> restart.oneAtATime(List.of(ONE, TWO)))
                .isInstanceOf(RegionStartException.class)
                .hasMessageContaining("cell-1/node-1 is restarting")
                .hasMessageContaining("120 s");
        assertThat(processes.begun).doesNotContainKey(TWO);
    }

    private final class ProcessesThatTakeTime extends NoControl {
        private final Map<ProcessName, Instant> begun = new HashMap<>();
        private Duration start = START;
        private ProcessKind kind = ProcessKind.NODE;

        Instant begunAt(ProcessName name) {
            return Objects.requireNonNull(begun.get(name));
        }

        @Override
        public List<RegionProcess> processes() {
            return List.of(process(ONE), process(TWO));
        }

        private RegionProcess process(ProcessName name) {
            Instant begin = begun.get(name);
            boolean ready = begin == null || !now.isBefore(begin.plus(start));
            ProcessState state = ready ? ProcessState.READY : ProcessState.RESTARTING;
            return new RegionProcess(name, kind, null, 1, state, 0, null, null);
        }

        @Override
        public void restart(Collection<ProcessName> names) {
            names.forEach(name -> begun.put(name, now));
        }
    }
}
