package io.firebreak.assigner.design;

/**
 * All subsets of k of n points: where two may share k − 1 points, nothing is left out. The index is written in the
 * combinatorial number system (Knuth, "The Art of Computer Programming" 7.2.1.3, theorem L), each digit found by
 * bisection.
 */
final class SubsetBlocks implements Blocks {
    private final int points;
    private final int size;
    private final long count;

    SubsetBlocks(int points, int size) {
        this.points = points;
        this.size = size;
        this.count = choose(points, size);
    }

    /** C(n, k), or {@link Long#MAX_VALUE} where it is more. */
    static long choose(int n, int k) {
        if (k < 0 || k > n) {
            return 0;
        }
        long result = 1;
        for (int i = 1; i <= Math.min(k, n - k); i++) {
            long factor = (long) n - Math.min(k, n - k) + i;
            if (result > Long.MAX_VALUE / factor) {
                return Long.MAX_VALUE;
            }
            result = result * factor / i;
        }
        return result;
    }

    @Override
    public int points() {
        return points;
    }

    @Override
    public int blockSize() {
        return size;
    }

    @Override
    public long count() {
        return count;
    }

    @Override
    public void block(long index, int[] into) {
        long rest = index;
        int above = points;
        for (int digit = size; digit > 0; digit--) {
            int low = digit - 1;
            int high = above - 1;
            while (low < high) {
                int middle = (low + high + 1) >>> 1;
                if (choose(middle, digit) <= rest) {
                    low = middle;
                } else {
                    high = middle - 1;
                }
            }
            into[digit - 1] = low;
            rest -= choose(low, digit);
            above = low;
        }
    }
}
