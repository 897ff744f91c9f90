package io.firebreak.fleet.api;

/** What became of a command. */
public enum CommandOutcome {
    ACCEPTED,
    /** This generation was accepted before; nothing was done again. */
    REPEATED,
    /** A newer generation is known; nothing was done. */
    STALE,
    /** The host itself refuses: the instance does not fit what it has free. */
    NO_CAPACITY,
    UNKNOWN_HOST,
    /** {@link HostAction#STOP} or {@link HostAction#REBOOT} of an instance the host does not have. */
    UNKNOWN_INSTANCE,
    /** The host does not answer its controller. */
    HOST_SILENT
}
