package io.firebreak.chaos.region;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a process of the region stands in its life. */
public enum ProcessState {
    /** Waits for its turn, or runs and has not said yet that it is ready. */
    STARTING,
    /** Said that it is ready; it runs. */
    READY,
    /** Died, and waits for its back-off and its turn. */
    DEAD,
    /** Died, and stays dead until it is released. */
    HELD,
    /** Stopped by SIGSTOP. */
    PAUSED,
    /** Started again after a death, and not ready yet. */
    RESTARTING;

    @JsonCreator
    static ProcessState of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
