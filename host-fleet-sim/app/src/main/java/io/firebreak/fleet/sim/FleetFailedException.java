package io.firebreak.fleet.sim;

/** The fleet failed in a call, this one or an earlier, and must be restarted from its journal. */
public final class FleetFailedException extends RuntimeException {
    FleetFailedException(RuntimeException cause) {
        super("The fleet failed and must be restarted from its journal: " + cause.getMessage(), cause);
    }
}
