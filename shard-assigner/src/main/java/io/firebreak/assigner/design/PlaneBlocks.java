package io.firebreak.assigner.design;

/**
 * The planes of the affine space of 2^d points over the field of two elements: a Steiner system S(3, 4, 2^d), in which
 * any three points are in one block of four. Index to block by counting the two-dimensional subspaces by the leading bits
 * of their reduced basis, and their translates. Source: Hanani, "On quadruple systems", Canad. J. Math. 1960.
 */
final class PlaneBlocks implements Blocks {
    private final int dimension;

    /** @param dimension d, 2 to 20 */
    PlaneBlocks(int dimension) {
        this.dimension = dimension;
    }

    @Override
    public int points() {
        return 1 << dimension;
    }

    @Override
    public int blockSize() {
        return 4;
    }

    @Override
    public long count() {
        long n = points();
        return n * (n - 1) * (n - 2) / 24;
    }

    @Override
    public void block(long index, int[] into) {
        int translates = points() / 4;
        long subspace = index / translates;
        int high = 1;
        while (subspace >= subspaces(high)) {
            subspace -= subspaces(high);
            high++;
        }
        int second = 1 + (int) (subspace >>> (high - 1));
        int low = 31 - Integer.numberOfLeadingZeros(second);
        int first = 1 << high | insertZero((int) subspace & ((1 << (high - 1)) - 1), low);
        int origin = insertZero(insertZero((int) (index % translates), low), high);
        into[0] = origin;
        into[1] = origin ^ first;
        into[2] = origin ^ second;
        into[3] = origin ^ first ^ second;
    }

    /** How many subspaces have that bit as the leading one of their greater basis vector. */
    private static long subspaces(int high) {
        return ((1L << high) - 1) << (high - 1);
    }

    private static int insertZero(int bits, int at) {
        int below = bits & ((1 << at) - 1);
        return (bits - below) << 1 | below;
    }
}
