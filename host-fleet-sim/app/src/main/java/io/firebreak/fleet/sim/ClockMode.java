package io.firebreak.fleet.sim;

/** What moves a fleet's clock. */
public enum ClockMode {
    /** Time passes by itself. */
    AUTO,
    /** Time stands still until {@link Fleet#step}. */
    EXPLICIT
}
