package io.firebreak.cell.lifecycle;

import io.firebreak.fleet.api.HostAction;
import java.util.Optional;

/** What an event does to an instance in a state. */
sealed interface Transition {
    /**
     * Into a state, perhaps the same.
     *
     * @param command a new one for the host, if there is one
     * @param awaitsHost whether it has none any more, and is to be placed on another
     */
    record Move(InstanceState next, Optional<HostAction> command, boolean awaitsHost) implements Transition {}

    /** Nothing to do, and nothing wrong. */
    record Stay() implements Transition {}

    /** Not allowed in this state. */
    record Refuse() implements Transition {}
}
