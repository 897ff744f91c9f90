package io.firebreak.cell.lifecycle;

import io.firebreak.fleet.api.HostAction;
import java.util.Optional;

/** What an event does to an instance in a state. */
sealed interface Transition {
    /** Into a state, perhaps the same, with a new command for the host if there is one. */
    record Move(InstanceState next, Optional<HostAction> command) implements Transition {}

    /** Nothing to do, and nothing wrong. */
    record Stay() implements Transition {}

    /** Not allowed in this state. */
    record Refuse() implements Transition {}
}
