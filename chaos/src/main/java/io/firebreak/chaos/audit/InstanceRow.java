package io.firebreak.chaos.audit;

import io.firebreak.chaos.measure.InstanceId;
import io.firebreak.chaos.measure.LaunchToken;
import io.firebreak.fleet.api.Resources;

/** An instance as its cell's database has it. {@code state} is a word of the REST API. */
public record InstanceRow(InstanceId id, LaunchToken token, String state, String host, Resources resources) {
    /** Whether it is there to stay: neither gone nor going. */
    public boolean isLive() {
        return !state.equals("terminated") && !state.equals("shutting-down");
    }

    /** Whether its cell has yet to hear from a host about it. */
    boolean isInTransit() {
        return state.equals("pending") || state.equals("shutting-down") || state.equals("stopping");
    }

    /** Whether a host must have it by now. */
    boolean isOnItsHost() {
        return state.equals("running");
    }

    /** Whether its host's room is taken by it; a stopped instance gives it back. */
    boolean takesRoom() {
        return !state.equals("terminated") && !state.equals("stopped");
    }
}
