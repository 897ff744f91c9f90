package io.firebreak.cell.lifecycle;

import io.firebreak.fleet.api.HostAction;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Draws {@code docs/lifecycle.md} from the table of transitions. */
final class LifecycleDocument {
    private LifecycleDocument() {}

    static String page() {
        return """
            # Lifecycle of an instance

            Generated from `InstanceLifecycle`, the table the cell works by; `LifecycleDocumentTest` fails when this page says anything
            else. To write it again:

                mvn -pl control-plane/cell -am test -Dtest=LifecycleDocumentTest -Dsurefire.failIfNoSpecifiedTests=false -Dfirebreak.regenerate=true

            ```mermaid
            stateDiagram-v2
                state "shutting-down" as shutting_down
                [*] --> pending: launch
            %s    terminated --> [*]
            ```

            | event | %s |
            | --- | %s |
            %s
            A blank is nothing to do, *refused* is answered 409 `INCORRECT_INSTANCE_STATE`, and after a plus stands the command the host gets.
            *?* stands where the instance has lost its host for certain: it keeps its state, or is `impaired`, until another host has room for it.

            | event | happens when |
            | --- | --- |
            | start, stop, reboot, terminate | the tenant calls so; the cell itself terminates what a client token made twice, or what a host keeps refusing |
            | host-running, host-stopped | the host reports it, at the generation of the newest command |
            | host-silent, host-answers | the host stops answering, or answers again |
            | host-lost | the host answers, and a complete report of it does not have the instance |
            | ended | it is confirmed not to be on its host any more: the host reports the end, has buried what it had lost, or its power is off |
            | ended-to-restart | the same, of an instance launched with `"recovery": "restart"` |
            | placed-anew | after that it has been given a place on another host |
            """.formatted(
                arrows(), columns(InstanceState::wire), columns(_ -> "---"), rows().collect(Collectors.joining()));
    }

    private static String columns(Function<InstanceState, String> text) {
        return Arrays.stream(InstanceState.values()).map(text).collect(Collectors.joining(" | "));
    }

    /** One arrow for each pair of states, with everything that leads along it. */
    private static String arrows() {
        Map<String, String> arrows = new LinkedHashMap<>();
        for (InstanceState from : InstanceState.values()) {
            for (InstanceEvent event : InstanceEvent.values()) {
                if (InstanceLifecycle.on(from, event) instanceof Transition.Move move) {
                    arrows.merge(
                            "%s --> %s".formatted(node(from), node(move.next())),
                            name(event),
                            (before, more) -> before + ", " + more);
                }
            }
        }
        return arrows.entrySet().stream()
                .map(arrow -> "    %s: %s%n".formatted(arrow.getKey(), arrow.getValue()))
                .collect(Collectors.joining());
    }

    private static Stream<String> rows() {
        return Arrays.stream(InstanceEvent.values())
                .map(event -> "| %s | %s |%n"
                        .formatted(name(event), columns(state -> written(InstanceLifecycle.on(state, event)))));
    }

    private static String written(Transition transition) {
        return switch (transition) {
            case Transition.Stay _ -> "";
            case Transition.Refuse _ -> "*refused*";
            case Transition.Move(InstanceState next, var command, boolean awaitsHost) ->
                next.wire() + command.map(LifecycleDocument::lower).orElse("") + (awaitsHost ? " *?*" : "");
        };
    }

    private static String lower(HostAction action) {
        return " + " + action.name().toLowerCase(Locale.ROOT);
    }

    private static String node(InstanceState state) {
        return state.wire().replace('-', '_');
    }

    static String name(InstanceEvent event) {
        return event.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
