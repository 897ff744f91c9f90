package io.firebreak.fleet.api;

/** What a cell may ask of a host for one instance. */
public enum HostAction {
    /** Boot it, also again after a stop. */
    RUN,
    /** Shut it down and keep its place on the host. */
    STOP,
    /** Restart a running instance. */
    REBOOT,
    /** Shut it down and free its place. On an unknown instance it leaves a tombstone, so that a late {@link #RUN} is refused. */
    TERMINATE
}
