package io.firebreak.assigner.design;

import java.util.stream.IntStream;

/**
 * A transversal design: k groups of q points, and for each polynomial f of degree t or less over a ring of q elements
 * the block {(j, f(xⱼ))} with one point of each group. Two polynomials agree at t of the points xⱼ at most, so two
 * blocks share t points at most; all q^(t+1) that the Singleton bound allows are there. The last group of the greatest
 * k, q + 1 for a field, is the point at infinity, where the value is the leading coefficient. Consecutive indexes differ
 * in the constant term, so any q of them from a multiple of q on cover every point once. Source: Reed and Solomon,
 * "Polynomial codes over certain finite fields", J. SIAM 1960.
 */
final class PolynomialBlocks implements Blocks {
    private final int groups;
    private final int order;
    private final int degree;
    private final long count;
    private final long[] places;
    private final int[] products;
    private final Addition addition;
    private final int finiteGroups;

    /**
     * Prepares k·q products.
     *
     * @param groups k, 1 to {@link FiniteRing#mostGroups} of q
     * @param order q, from 2
     * @param maxOverlap t, 0 to k − 1; lowered while q^(t+1) is beyond 2⁶²
     */
    PolynomialBlocks(int groups, int order, int maxOverlap) {
        this.groups = groups;
        this.order = order;
        this.degree = degree(order, maxOverlap);
        this.count = power(order, degree + 1);
        this.places = IntStream.rangeClosed(0, degree)
                .mapToLong(exponent -> power(order, exponent))
                .toArray();
        FiniteRing ring = new FiniteRing(order);
        this.addition = ring.addition();
        this.finiteGroups = Math.min(groups, FiniteRing.mostGroups(order) - 1);
        this.products = new int[finiteGroups * order];
        for (int group = 0; group < finiteGroups; group++) {
            for (int value = 0; value < order; value++) {
                products[group * order + value] = ring.multiply(ring.point(group), value);
            }
        }
    }

    /** How many blocks there are, without making them. */
    static long count(int order, int maxOverlap) {
        return power(order, degree(order, maxOverlap) + 1);
    }

    private static int degree(int order, int maxOverlap) {
        int degree = maxOverlap;
        while ((degree + 1) * (Math.log(order) / Math.log(2)) > 62) {
            degree--;
        }
        return degree;
    }

    private static long power(long base, int exponent) {
        long power = 1;
        for (int i = 0; i < exponent; i++) {
            power *= base;
        }
        return power;
    }

    @Override
    public int points() {
        return groups * order;
    }

    @Override
    public int blockSize() {
        return groups;
    }

    @Override
    public long count() {
        return count;
    }

    @Override
    public void block(long index, int[] into) {
        // Horner's rule in all groups at once, from the leading coefficient down.
        long rest = index;
        int leading = (int) (index / places[degree]);
        rest -= leading * places[degree];
        for (int group = 0; group < groups; group++) {
            into[group] = leading;
        }
        for (int power = degree - 1; power >= 0; power--) {
            // Dividing an int is faster, and all but the first few digits of a large index fit.
            int coefficient =
                    rest <= Integer.MAX_VALUE ? (int) rest / (int) places[power] : (int) (rest / places[power]);
            rest -= coefficient * places[power];
            step(into, coefficient);
        }
        for (int group = 1; group < groups; group++) {
            into[group] += group * order;
        }
    }

    private void step(int[] into, int coefficient) {
        for (int group = 0; group < finiteGroups; group++) {
            into[group] = addition.sum(products[group * order + into[group]], coefficient);
        }
    }
}
