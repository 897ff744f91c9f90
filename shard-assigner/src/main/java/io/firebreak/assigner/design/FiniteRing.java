package io.firebreak.assigner.design;

import java.util.ArrayList;
import java.util.List;

/**
 * The product of finite fields whose orders multiply to q, for any q from 2: the field itself for a prime power. It has
 * as many points with pairwise invertible differences as its smallest field has elements, which is what polynomial
 * blocks need of it. Source: MacNeish, "Euler squares", Annals of Mathematics 1922.
 */
final class FiniteRing {
    /** 4 MB of sums at most; the order of a larger ring is a prime or a power of two, or it is not used. */
    private static final int MOST_TABULATED = 1_024;

    private final List<GaloisField> fields = new ArrayList<>();
    private final int order;

    FiniteRing(int order) {
        this.order = order;
        for (int field : fieldOrders(order)) {
            fields.add(new GaloisField(field));
        }
    }

    /** The greatest prime powers that divide the order. */
    static List<Integer> fieldOrders(int order) {
        List<Integer> orders = new ArrayList<>();
        int rest = order;
        while (rest > 1) {
            int prime = GaloisField.smallestDivisor(rest);
            int power = 1;
            while (rest % prime == 0) {
                rest /= prime;
                power *= prime;
            }
            orders.add(power);
        }
        return orders;
    }

    /** The greatest k for which {@link PolynomialBlocks} exist over a ring of this order; 0 where sums are too many. */
    static int mostGroups(int order) {
        if (order == 1) {
            return Integer.MAX_VALUE;
        }
        List<Integer> orders = fieldOrders(order);
        boolean quick =
                order <= MOST_TABULATED || Integer.bitCount(order) == 1 || GaloisField.smallestDivisor(order) == order;
        return quick ? orders.stream().min(Integer::compare).orElseThrow() + 1 : 0;
    }

    int order() {
        return order;
    }

    /** The point of that number: all differences of points 0 to (smallest field − 1) are invertible. */
    int point(int number) {
        int point = 0;
        for (int i = fields.size() - 1; i >= 0; i--) {
            point = point * fields.get(i).order() + number;
        }
        return point;
    }

    int multiply(int first, int second) {
        return combine(first, second, GaloisField::multiply);
    }

    Addition addition() {
        if (GaloisField.smallestDivisor(order) == order) {
            return new Addition.Modular(order);
        }
        if (Integer.bitCount(order) == 1) {
            return new Addition.Binary();
        }
        short[] sums = new short[order * order];
        for (int first = 0; first < order; first++) {
            for (int second = 0; second < order; second++) {
                sums[first * order + second] = (short) combine(first, second, GaloisField::add);
            }
        }
        return new Addition.Tabulated(sums, order);
    }

    private int combine(int first, int second, Operation operation) {
        int result = 0;
        int place = 1;
        for (GaloisField field : fields) {
            int of = field.order();
            result += operation.apply(field, first / place % of, second / place % of) * place;
            place *= of;
        }
        return result;
    }

    private interface Operation {
        /** Applies the operation of a field to two of its elements. */
        int apply(GaloisField field, int first, int second);
    }
}
