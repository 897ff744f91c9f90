package io.firebreak.assigner.design;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Spaces over a finite field in which any two points are on one line: Steiner systems S(2, k, n). Source: Colbourn and
 * Dinitz, "Handbook of Combinatorial Designs", II.3 and VI.58.
 */
final class Geometry {
    private final GaloisField field;
    private final int width;
    private final List<int[]> points;
    private final Map<Integer, Integer> numbers = new HashMap<>();

    private Geometry(GaloisField field, int width, IntPredicate vectors) {
        this.field = field;
        this.width = width;
        int all = (int) Math.pow(field.order(), width);
        this.points =
                IntStream.range(0, all).filter(vectors).mapToObj(this::vector).toList();
        for (int[] point : points) {
            numbers.put(code(point), numbers.size());
        }
    }

    /** The lines of the affine space of q^d points; k = q. */
    static Blocks affineLines(int dimension, int order) {
        Geometry space = new Geometry(new GaloisField(order), dimension, code -> true);
        return TableBlocks.throughPairs(space.points.size(), order, space::affineLine);
    }

    /** The lines of the projective space of (q^(d+1) − 1)/(q − 1) points; k = q + 1. */
    static Blocks projectiveLines(int dimension, int order) {
        Geometry space = projective(dimension + 1, order);
        return TableBlocks.throughPairs(space.points.size(), order + 1, space::projectiveLine);
    }

    /** The Hermitian unital: the q³ + 1 points x^(q+1) + y^(q+1) + z^(q+1) = 0 of the plane over q², in blocks of q + 1. */
    static Blocks unital(int order) {
        Geometry plane = projective(3, order * order);
        int[] curve = IntStream.range(0, plane.points.size())
                .filter(point -> plane.isOnCurve(plane.points.get(point), order))
                .toArray();
        return TableBlocks.throughPairs(
                curve.length,
                order + 1,
                (first, second) -> Arrays.stream(plane.projectiveLine(curve[first], curve[second]))
                        .map(point -> Arrays.binarySearch(curve, point))
                        .filter(point -> point >= 0)
                        .toArray());
    }

    private static Geometry projective(int width, int order) {
        // A point is written with 1 as its last coordinate that is not 0.
        return new Geometry(new GaloisField(order), width, code -> {
            int leading = code;
            while (leading >= order) {
                leading /= order;
            }
            return leading == 1;
        });
    }

    private boolean isOnCurve(int[] point, int order) {
        int sum = 0;
        for (int coordinate : point) {
            int norm = coordinate;
            for (int i = 0; i < order; i++) {
                norm = field.multiply(norm, coordinate);
            }
            sum = field.add(sum, norm);
        }
        return sum == 0;
    }

    private int[] affineLine(int first, int second) {
        int[] step = plus(points.get(second), points.get(first), field.negate(1));
        return IntStream.range(0, field.order())
                .map(factor -> number(plus(points.get(first), step, factor)))
                .toArray();
    }

    private int[] projectiveLine(int first, int second) {
        return IntStream.rangeClosed(0, field.order())
                .map(factor -> factor == field.order()
                        ? second
                        : number(normalized(plus(points.get(first), points.get(second), factor))))
                .toArray();
    }

    private int[] plus(int[] vector, int[] added, int factor) {
        return IntStream.range(0, width)
                .map(i -> field.add(vector[i], field.multiply(factor, added[i])))
                .toArray();
    }

    private int[] normalized(int[] vector) {
        int last = width - 1;
        while (vector[last] == 0) {
            last--;
        }
        int inverse = field.invert(vector[last]);
        return Arrays.stream(vector).map(x -> field.multiply(x, inverse)).toArray();
    }

    private int number(int[] vector) {
        return numbers.getOrDefault(code(vector), -1);
    }

    private int code(int[] vector) {
        int code = 0;
        for (int i = width - 1; i >= 0; i--) {
            code = code * field.order() + vector[i];
        }
        return code;
    }

    private int[] vector(int code) {
        int[] vector = new int[width];
        int rest = code;
        for (int i = 0; i < width; i++) {
            vector[i] = rest % field.order();
            rest /= field.order();
        }
        return vector;
    }
}
