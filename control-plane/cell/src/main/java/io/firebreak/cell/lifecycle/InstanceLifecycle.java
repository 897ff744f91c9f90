package io.firebreak.cell.lifecycle;

import static io.firebreak.cell.lifecycle.InstanceEvent.ENDED;
import static io.firebreak.cell.lifecycle.InstanceEvent.ENDED_TO_RESTART;
import static io.firebreak.cell.lifecycle.InstanceEvent.HOST_ANSWERS;
import static io.firebreak.cell.lifecycle.InstanceEvent.HOST_LOST;
import static io.firebreak.cell.lifecycle.InstanceEvent.HOST_RUNNING;
import static io.firebreak.cell.lifecycle.InstanceEvent.HOST_SILENT;
import static io.firebreak.cell.lifecycle.InstanceEvent.HOST_STOPPED;
import static io.firebreak.cell.lifecycle.InstanceEvent.PLACED_ANEW;
import static io.firebreak.cell.lifecycle.InstanceEvent.REBOOT;
import static io.firebreak.cell.lifecycle.InstanceEvent.START;
import static io.firebreak.cell.lifecycle.InstanceEvent.STOP;
import static io.firebreak.cell.lifecycle.InstanceEvent.TERMINATE;
import static io.firebreak.cell.lifecycle.InstanceState.IMPAIRED;
import static io.firebreak.cell.lifecycle.InstanceState.PENDING;
import static io.firebreak.cell.lifecycle.InstanceState.RUNNING;
import static io.firebreak.cell.lifecycle.InstanceState.SHUTTING_DOWN;
import static io.firebreak.cell.lifecycle.InstanceState.STOPPED;
import static io.firebreak.cell.lifecycle.InstanceState.STOPPING;
import static io.firebreak.cell.lifecycle.InstanceState.TERMINATED;

import io.firebreak.fleet.api.HostAction;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The table of transitions: for every event and every state what happens; where nothing is said, nothing. What the host
 * reports counts only if it is of the newest command; the caller sees to that. {@code docs/lifecycle.md} is drawn from
 * it.
 *
 * <p>A stopped instance needs nothing of its host but room, so the loss of its host does not touch it. A pending one has
 * not been seen to run, so it is placed anew whatever its tenant said about recovery.
 */
final class InstanceLifecycle {
    private record Rule(InstanceEvent event, List<InstanceState> from, Transition then) {}

    private static final List<Rule> RULES = List.of(
            rule(START, command(PENDING, HostAction.RUN), STOPPED),
            rule(START, refuse(), STOPPING, SHUTTING_DOWN, TERMINATED, IMPAIRED),
            rule(STOP, command(STOPPING, HostAction.STOP), RUNNING, IMPAIRED),
            rule(STOP, refuse(), PENDING, SHUTTING_DOWN, TERMINATED),
            rule(REBOOT, command(RUNNING, HostAction.REBOOT), RUNNING),
            rule(REBOOT, refuse(), PENDING, STOPPING, STOPPED, SHUTTING_DOWN, TERMINATED, IMPAIRED),
            rule(
                    TERMINATE,
                    command(SHUTTING_DOWN, HostAction.TERMINATE),
                    PENDING,
                    RUNNING,
                    STOPPING,
                    STOPPED,
                    IMPAIRED),
            rule(HOST_RUNNING, to(RUNNING), PENDING, STOPPED, IMPAIRED),
            rule(HOST_STOPPED, to(STOPPED), RUNNING, STOPPING, IMPAIRED),
            rule(HOST_SILENT, to(IMPAIRED), RUNNING),
            rule(HOST_ANSWERS, to(RUNNING), IMPAIRED),
            rule(HOST_LOST, to(IMPAIRED), RUNNING),
            rule(HOST_LOST, to(STOPPED), STOPPING),
            rule(ENDED, awaitHost(PENDING), PENDING),
            rule(ENDED, to(STOPPED), STOPPING),
            rule(ENDED, to(TERMINATED), RUNNING, IMPAIRED, SHUTTING_DOWN),
            rule(ENDED_TO_RESTART, awaitHost(PENDING), PENDING),
            rule(ENDED_TO_RESTART, to(STOPPED), STOPPING),
            rule(ENDED_TO_RESTART, to(TERMINATED), SHUTTING_DOWN),
            rule(ENDED_TO_RESTART, awaitHost(IMPAIRED), RUNNING, IMPAIRED),
            rule(PLACED_ANEW, command(PENDING, HostAction.RUN), PENDING, IMPAIRED));

    private static final Map<InstanceState, Map<InstanceEvent, Transition>> TABLE = table();

    private InstanceLifecycle() {}

    static Transition on(InstanceState state, InstanceEvent event) {
        return TABLE.getOrDefault(state, Map.of()).getOrDefault(event, new Transition.Stay());
    }

    private static Map<InstanceState, Map<InstanceEvent, Transition>> table() {
        Map<InstanceState, Map<InstanceEvent, Transition>> table = new EnumMap<>(InstanceState.class);
        for (Rule rule : RULES) {
            for (InstanceState state : rule.from()) {
                Transition twice = table.computeIfAbsent(state, _ -> new EnumMap<>(InstanceEvent.class))
                        .put(rule.event(), rule.then());
                if (twice != null) {
                    throw new IllegalStateException("two rules for %s in %s".formatted(rule.event(), state));
                }
            }
        }
        return table;
    }

    private static Rule rule(InstanceEvent event, Transition then, InstanceState... from) {
        return new Rule(event, List.of(from), then);
    }

    private static Transition to(InstanceState next) {
        return new Transition.Move(next, Optional.empty(), false);
    }

    private static Transition command(InstanceState next, HostAction action) {
        return new Transition.Move(next, Optional.of(action), false);
    }

    private static Transition awaitHost(InstanceState next) {
        return new Transition.Move(next, Optional.empty(), true);
    }

    private static Transition refuse() {
        return new Transition.Refuse();
    }
}
