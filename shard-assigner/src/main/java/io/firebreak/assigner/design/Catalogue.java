package io.firebreak.assigner.design;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * The largest packing this library can construct for n points, fixed k and t: a Steiner system where n has one it knows,
 * otherwise groups with a transversal design across them and smaller packings within, down to sizes small enough to climb
 * for. Counting comes first; only what is chosen is built.
 */
final class Catalogue {
    /** Searching more groups gains nothing: packings of more groups are made of these. */
    private static final int MOST_GROUPS = 64;
    /** Group sizes are tried from the greatest down; below this share of it the fill decides, and it is poorer. */
    private static final double LEAST_GROUP = 0.6;
    /** The plane over q² has q⁴ points. */
    private static final int MOST_UNITAL_ORDER = 9;

    private static final int MOST_PLANE_DIMENSION = 20;

    private final int size;
    private final int maxOverlap;
    private final Map<Integer, Optional<Plan>> best = new HashMap<>();

    Catalogue(int size, int maxOverlap) {
        this.size = size;
        this.maxOverlap = maxOverlap;
    }

    /** The largest packing of these points, or nothing when there are fewer than k. */
    Optional<Blocks> largest(int points) {
        if (steiner(points).isEmpty()) {
            for (int fewer = size; fewer < points; fewer++) {
                plan(fewer); // from the smallest on, so that no question is asked deeper than once
            }
        }
        return plan(points).map(Plan::build);
    }

    private Optional<Plan> plan(int points) {
        Optional<Plan> known = best.get(points);
        if (known == null) {
            known = candidates(points).stream().max(Comparator.comparingLong(Plan::count));
            best.put(points, known);
        }
        return known;
    }

    private long count(int points) {
        return plan(points).map(Plan::count).orElse(0L);
    }

    private List<Plan> candidates(int points) {
        if (points < size) {
            return List.of();
        }
        if (maxOverlap == 0) {
            return List.of(disjoint(points));
        }
        if (maxOverlap == size - 1 && SubsetBlocks.choose(points, size) < Long.MAX_VALUE) {
            return List.of(new Plan(SubsetBlocks.choose(points, size), () -> new SubsetBlocks(points, size)));
        }
        List<Plan> plans = steiner(points);
        if (!plans.isEmpty()) {
            return plans; // no packing is larger
        }
        if (points <= SmallPacking.MOST_POINTS) {
            Blocks climbed = new SmallPacking(points, size, maxOverlap).build();
            plans.add(new Plan(climbed.count(), () -> climbed));
        }
        plan(points - 1).ifPresent(fewer -> plans.add(fewer));
        for (int groups = size; groups <= Math.min(points, MOST_GROUPS); groups++) {
            addGrouped(points, groups, plans);
        }
        return plans;
    }

    private Plan disjoint(int points) {
        List<int[]> blocks = IntStream.range(0, points / size)
                .mapToObj(block ->
                        IntStream.range(block * size, (block + 1) * size).toArray())
                .toList();
        return new Plan(blocks.size(), () -> new TableBlocks(points, size, blocks));
    }

    private List<Plan> steiner(int points) {
        List<Plan> plans = new ArrayList<>();
        if (maxOverlap == 1) {
            long lines = PackingBound.johnson(points, size, 1).longValue();
            if (GaloisField.isPrimePower(size) && isPower(points, size)) {
                plans.add(new Plan(lines, () -> Geometry.affineLines(exponent(points, size), size)));
            }
            int order = size - 1;
            boolean plane = GaloisField.isPrimePower(order);
            long vectors = (long) points * (order - 1) + 1;
            if (plane && vectors <= Integer.MAX_VALUE && isPower((int) vectors, order)) {
                plans.add(new Plan(lines, () -> Geometry.projectiveLines(exponent((int) vectors, order) - 1, order)));
            }
            if (plane && order <= MOST_UNITAL_ORDER && points == order * order * order + 1) {
                plans.add(new Plan(lines, () -> Geometry.unital(order)));
            }
        }
        if (maxOverlap == 2 && size == 4 && isPower(points, 2) && points < 1 << MOST_PLANE_DIMENSION) {
            Blocks planes = new PlaneBlocks(exponent(points, 2));
            plans.add(new Plan(planes.count(), () -> planes));
        }
        return plans;
    }

    private void addGrouped(int points, int groups, List<Plan> plans) {
        int greatest = points / groups;
        for (int order = greatest; order >= Math.max(2, LEAST_GROUP * greatest); order--) {
            if (FiniteRing.mostGroups(order) < size) {
                continue;
            }
            int left = points - groups * order;
            int shared = Math.min(left, maxOverlap);
            int of = order;
            long across = (groups == size ? 1 : count(groups)) * PolynomialBlocks.count(order, maxOverlap);
            long within = count(order + left) + (groups - 1) * count(order + shared);
            if (across > 0) {
                plans.add(new Plan(across + within, () -> grouped(points, groups, of)));
            }
        }
    }

    private Blocks grouped(int points, int groups, int order) {
        int left = points - groups * order;
        int shared = Math.min(left, maxOverlap);
        Blocks across = groups == size
                ? new PolynomialBlocks(size, order, maxOverlap)
                : new InflatedBlocks(largest(groups).orElseThrow(), order, maxOverlap);
        List<UnitedBlocks.Part> parts = new ArrayList<>();
        parts.add(new UnitedBlocks.Part(across, 0, across.points(), 0));
        for (int group = 0; group < groups; group++) {
            // Points that are left belong to the first group; the others may use as many of them as two blocks may
            // share.
            int start = group * order;
            largest(order + (group == 0 ? left : shared))
                    .ifPresent(within -> parts.add(new UnitedBlocks.Part(within, start, order, groups * order)));
        }
        return parts.size() == 1 ? across : new UnitedBlocks(points, parts);
    }

    private static boolean isPower(int number, int base) {
        long power = base;
        while (power < number) {
            power *= base;
        }
        return power == number;
    }

    private static int exponent(int number, int base) {
        return (int) Math.round(Math.log(number) / Math.log(base));
    }

    private record Plan(long count, Supplier<Blocks> blocks) {
        Blocks build() {
            return blocks.get();
        }
    }
}
