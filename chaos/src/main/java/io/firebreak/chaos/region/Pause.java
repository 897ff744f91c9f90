package io.firebreak.chaos.region;

/** Lets a little time pass between two looks at something. */
@FunctionalInterface
interface Pause {
    void shortly();
}
