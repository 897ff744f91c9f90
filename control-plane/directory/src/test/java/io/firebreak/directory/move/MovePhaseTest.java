package io.firebreak.directory.move;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MovePhaseTest {
    private static final List<MovePhase> PHASES = List.of(MovePhase.values());

    /** Every phase under every combination of what is known, against what is said in words. */
    @Test
    void goesOnExactlyWhenItMay() {
        Set<String> visited = new HashSet<>();
        for (MovePhase phase : MovePhase.values()) {
            for (int bits = 0; bits < 16; bits++) {
                boolean joiners = (bits & 1) != 0;
                boolean all = (bits & 2) != 0;
                boolean window = (bits & 4) != 0;
                boolean empty = (bits & 8) != 0;
                MovePhase next = phase.next(joiners, all, window, empty);
                boolean may = switch (phase) {
                    case PREPARING -> joiners;
                    case SWITCHING, CLOSING -> all;
                    case OPEN -> window && empty;
                    case CLOSED -> false;
                };
                assertThat(PHASES.indexOf(next) - PHASES.indexOf(phase))
                        .as("%s, %d", phase, bits)
                        .isEqualTo(may ? 1 : 0);
                visited.add(phase + " to " + next);
            }
        }
        assertThat(visited).hasSize(2 * PHASES.size() - 1);
    }
}
