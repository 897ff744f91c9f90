package io.firebreak.assigner.design;

/** The sum of two elements of a {@link FiniteRing}, fast. */
sealed interface Addition {
    /** The sum. */
    int sum(int first, int second);

    /** A prime field. */
    record Modular(int order) implements Addition {
        @Override
        public int sum(int first, int second) {
            int sum = first + second;
            return sum < order ? sum : sum - order;
        }
    }

    /** A field of a power of two. */
    record Binary() implements Addition {
        @Override
        public int sum(int first, int second) {
            return first ^ second;
        }
    }

    /** Any other ring. */
    final class Tabulated implements Addition {
        private final short[] sums;
        private final int order;

        Tabulated(short[] sums, int order) {
            this.sums = sums;
            this.order = order;
        }

        @Override
        public int sum(int first, int second) {
            return sums[first * order + second];
        }
    }
}
