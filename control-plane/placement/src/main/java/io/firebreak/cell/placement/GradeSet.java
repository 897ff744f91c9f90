package io.firebreak.cell.placement;

/** A set of grades. */
final class GradeSet {
    private final long[] words = new long[BestFit.GRADES / Long.SIZE];

    void add(int grade) {
        words[grade / Long.SIZE] |= 1L << grade;
    }

    void remove(int grade) {
        words[grade / Long.SIZE] &= ~(1L << grade);
    }

    /** The least member from {@code from} on; -1 if there is none. */
    int next(int from) {
        if (from >= BestFit.GRADES) {
            return -1;
        }
        int word = from / Long.SIZE;
        long bits = words[word] & (-1L << from);
        while (bits == 0) {
            if (++word == words.length) {
                return -1;
            }
            bits = words[word];
        }
        return word * Long.SIZE + Long.numberOfTrailingZeros(bits);
    }
}
