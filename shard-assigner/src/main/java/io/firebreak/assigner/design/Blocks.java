package io.firebreak.assigner.design;

/** A packing: numbered blocks of k of n points, any two of which share no more than a promised number of points. */
interface Blocks {
    /** n: points are 0 to n − 1. */
    int points();

    /** k. */
    int blockSize();

    /** How many blocks there are. */
    long count();

    /**
     * Writes one block, its points in any order.
     *
     * @param index 0 to count − 1
     * @param into at least k places
     */
    void block(long index, int[] into);
}
