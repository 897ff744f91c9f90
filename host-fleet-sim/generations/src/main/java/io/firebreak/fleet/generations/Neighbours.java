package io.firebreak.fleet.generations;

/** How the other guests of the host behave. */
public enum Neighbours {
    QUIET,
    NOISY
}
