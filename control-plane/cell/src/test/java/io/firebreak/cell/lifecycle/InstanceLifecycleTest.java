package io.firebreak.cell.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.fleet.api.HostAction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InstanceLifecycleTest {
    /** Written out apart from the code: columns are states, a dash is nothing to do, x is refused, a question mark asks for
     * another host, and R, S, B, T are the commands that run, stop, reboot and terminate. */
    private static final String TABLE = """
            event            pending     running       stopping   stopped    shutting-down terminated impaired
            START            -           -             x          pending+R  x             x          x
            STOP             x           stopping+S    -          -          x             x          stopping+S
            REBOOT           x           running+B     x          x          x             x          x
            TERMINATE        shutting+T  shutting+T    shutting+T shutting+T -             -          shutting+T
            HOST_RUNNING     running     -             -          running    -             -          running
            HOST_STOPPED     -           stopped       stopped    -          -             -          stopped
            HOST_SILENT      -           impaired      -          -          -             -          -
            HOST_ANSWERS     -           -             -          -          -             -          running
            HOST_LOST        -           impaired      stopped    -          -             -          -
            ENDED            pending?    terminated    stopped    -          terminated    -          terminated
            ENDED_TO_RESTART pending?    impaired?     stopped    -          terminated    -          impaired?
            PLACED_ANEW      pending+R   -             -          -          -             -          pending+R
            """;

    @ParameterizedTest
    @EnumSource(InstanceEvent.class)
    void doesWhatTheTableSaysInEveryState(InstanceEvent event) {
        Map<String, String> actual = new TreeMap<>();
        for (InstanceState state : InstanceState.values()) {
            actual.put(state.wire(), written(InstanceLifecycle.on(state, event)));
        }

        assertThat(actual).isEqualTo(expected(event));
    }

    @Test
    void reachesEveryStateFromPending() {
        List<InstanceState> reached = new ArrayList<>(List.of(InstanceState.PENDING));
        for (int i = 0; i < reached.size(); i++) {
            for (InstanceEvent event : InstanceEvent.values()) {
                if (InstanceLifecycle.on(reached.get(i), event) instanceof Transition.Move move
                        && !reached.contains(move.next())) {
                    reached.add(move.next());
                }
            }
        }

        assertThat(reached).containsExactlyInAnyOrder(InstanceState.values());
    }

    @Test
    void neverLeavesTerminated() {
        assertThat(Arrays.stream(InstanceEvent.values())
                        .map(event -> InstanceLifecycle.on(InstanceState.TERMINATED, event)))
                .noneMatch(Transition.Move.class::isInstance);
    }

    private static Map<String, String> expected(InstanceEvent event) {
        List<String[]> lines =
                TABLE.lines().map(line -> line.trim().split("\\s+")).toList();
        String[] row = lines.stream()
                .filter(line -> line[0].equals(event.name()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("the table has no line for " + event));
        Map<String, String> cells = new TreeMap<>();
        for (int column = 1; column < row.length; column++) {
            cells.put(lines.getFirst()[column], row[column]);
        }
        return cells;
    }

    private static String written(Transition transition) {
        return switch (transition) {
            case Transition.Stay _ -> "-";
            case Transition.Refuse _ -> "x";
            case Transition.Move(InstanceState next, var command, boolean awaitsHost) ->
                (next == InstanceState.SHUTTING_DOWN ? "shutting" : next.wire())
                        + command.map(InstanceLifecycleTest::letter).orElse("")
                        + (awaitsHost ? "?" : "");
        };
    }

    private static String letter(HostAction action) {
        return switch (action) {
            case RUN -> "+R";
            case STOP -> "+S";
            case REBOOT -> "+B";
            case TERMINATE -> "+T";
        };
    }
}
