package io.firebreak.chaos.docker;

import java.util.Arrays;
import java.util.Locale;

/** Where the engine says that a container stands. */
enum ContainerState {
    CREATED,
    RUNNING,
    PAUSED,
    /** Its process ended, and the engine waits before it starts it again. */
    RESTARTING,
    REMOVING,
    EXITED,
    /** The engine could not remove it. */
    DEAD;

    /** An engine may have states this list has not: nothing runs in them. */
    static ContainerState of(String name) {
        return Arrays.stream(values())
                .filter(state -> state.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElse(DEAD);
    }

    /** Whether nothing runs and nothing is going to unless it is started. */
    boolean isDown() {
        return this == CREATED || this == EXITED || this == DEAD;
    }
}
