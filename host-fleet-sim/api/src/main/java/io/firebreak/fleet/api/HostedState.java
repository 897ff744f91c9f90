package io.firebreak.fleet.api;

/** The state of an instance as its host sees it. */
public enum HostedState {
    BOOTING,
    RUNNING,
    STOPPED,
    /** Gone, its place free; reported once and then kept as a tombstone only. */
    TERMINATED
}
