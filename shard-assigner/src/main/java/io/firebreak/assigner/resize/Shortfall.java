package io.firebreak.assigner.resize;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** What of the goal a layout misses. */
final class Shortfall {
    private final Layout layout;
    private final int maxOverlap;

    Shortfall(Layout layout, int maxOverlap) {
        this.layout = layout;
        this.maxOverlap = maxOverlap;
    }

    /** Tenants on cells that are not active, or in zones unevenly. */
    int[] misplaced() {
        return IntStream.range(0, layout.tenants.size())
                .filter(tenant -> layout.ground.movesNeeded(layout.members(tenant)) > 0)
                .toArray();
    }

    /** Pairs of tenants that share too much; the smaller number first. */
    List<int[]> tooClose() {
        List<int[]> pairs = new ArrayList<>();
        for (int tenant = 0; tenant < layout.tenants.size(); tenant++) {
            int[] mine = layout.members(tenant);
            BitSet others = new BitSet();
            for (int cell : mine) {
                others.or(layout.tenantsOn(cell));
            }
            int first = tenant;
            others.clear(0, tenant + 1);
            others.stream()
                    .filter(other -> Layout.overlap(mine, layout.members(other)) > maxOverlap)
                    .forEach(other -> pairs.add(new int[] {first, other}));
        }
        return pairs;
    }

    /** Active cells over their limit. */
    int[] overloaded() {
        return IntStream.range(0, layout.ground.cells())
                .filter(cell -> layout.ground.isActive(cell) && layout.loadAfter(cell) > layout.limit(cell))
                .toArray();
    }

    /**
     * No plan that reaches the goal has fewer moves. Every member on a cell that is not active leaves it, and so many members
     * leave an overloaded cell as its heaviest need to be. Counted by tenants: each makes at least the moves its own shard
     * needs, and of two who share too much and need none, at least one moves; pairs without a common tenant add up. The
     * greater of both.
     */
    int lowerBound() {
        int leaving = 0;
        for (int cell = 0; cell < layout.ground.cells(); cell++) {
            leaving += layout.ground.isActive(cell)
                    ? leaving(cell)
                    : layout.tenantsOn(cell).cardinality();
        }
        int moving = 0;
        BitSet counted = new BitSet();
        for (int tenant : misplaced()) {
            moving += layout.ground.movesNeeded(layout.members(tenant));
            counted.set(tenant);
        }
        for (int[] pair : tooClose()) {
            if (!counted.get(pair[0]) && !counted.get(pair[1])) {
                moving++;
                counted.set(pair[0]);
                counted.set(pair[1]);
            }
        }
        return Math.max(leaving, moving);
    }

    private int leaving(int cell) {
        double[] heaviest = layout.tenantsOn(cell).stream()
                .mapToDouble(tenant -> layout.weights[tenant])
                .sorted()
                .toArray();
        double excess = layout.loadAfter(cell) - layout.limit(cell);
        int leaving = 0;
        while (excess > 1e-9) {
            leaving++;
            excess -= heaviest[heaviest.length - leaving];
        }
        return leaving;
    }

    List<String> told() {
        List<String> lines = new ArrayList<>();
        for (int tenant : misplaced()) {
            lines.add("%s on %s: %d more moves are needed for active cells and even zones"
                    .formatted(
                            layout.tenants.get(tenant),
                            names(tenant),
                            layout.ground.movesNeeded(layout.members(tenant))));
        }
        for (int[] pair : tooClose()) {
            lines.add("%s and %s share %d cells: at most %d are allowed"
                    .formatted(
                            layout.tenants.get(pair[0]),
                            layout.tenants.get(pair[1]),
                            Layout.overlap(layout.members(pair[0]), layout.members(pair[1])),
                            maxOverlap));
        }
        for (int cell : overloaded()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%s carries %.1f: its limit is %.1f",
                    layout.ground.id(cell),
                    layout.loadAfter(cell),
                    layout.limit(cell)));
        }
        return lines;
    }

    private List<String> names(int tenant) {
        return Arrays.stream(layout.members(tenant))
                .mapToObj(cell -> layout.ground.id(cell).toString())
                .toList();
    }
}
