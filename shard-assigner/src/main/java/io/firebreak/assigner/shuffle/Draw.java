package io.firebreak.assigner.shuffle;

/** A way to choose k positions of a {@link ZoneLayout} for a key. */
@FunctionalInterface
interface Draw {
    /**
     * Fills the places with different positions, in any order.
     *
     * @param into k places
     */
    void draw(long key, int[] into);
}
