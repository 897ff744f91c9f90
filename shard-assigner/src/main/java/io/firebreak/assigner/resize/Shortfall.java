package io.firebreak.assigner.resize;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** What of the goal a layout misses. */
final class Shortfall {
    /** More lines of a kind than anybody reads; pairs alone may be as many as tenants squared. */
    private static final int MOST_LINES = 1_000;

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

    /** The tenants of greater number that share too much with this one; during a wave perhaps others too. */
    BitSet tooCloseAfter(int tenant) {
        if (maxOverlap >= layout.members(tenant).length) {
            return new BitSet();
        }
        BitSet others = layout.sharing(tenant, maxOverlap + 1);
        others.clear(0, tenant);
        return others;
    }

    boolean isTooClose(int tenant, int other) {
        return Layout.overlap(layout.members(tenant), layout.members(other)) > maxOverlap;
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
        for (int tenant = 0; tenant < layout.tenants.size(); tenant++) {
            if (!counted.get(tenant)) {
                BitSet others = tooCloseAfter(tenant);
                others.andNot(counted);
                if (!others.isEmpty()) {
                    moving++;
                    counted.set(others.nextSetBit(0));
                }
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

    /** One line for each tenant, pair of tenants or cell, up to a bound for each kind, and how many more there are. */
    List<String> told() {
        List<String> lines = new ArrayList<>();
        int[] misplaced = misplaced();
        Arrays.stream(misplaced).limit(MOST_LINES).mapToObj(this::misplaced).forEach(lines::add);
        if (misplaced.length > MOST_LINES) {
            lines.add("%d more tenants need moves for active cells and even zones"
                    .formatted(misplaced.length - MOST_LINES));
        }
        tellTooClose(lines);
        Arrays.stream(overloaded()).mapToObj(this::overloaded).forEach(lines::add);
        return lines;
    }

    private void tellTooClose(List<String> lines) {
        long pairs = 0;
        for (int tenant = 0; tenant < layout.tenants.size(); tenant++) {
            int first = tenant;
            BitSet others = tooCloseAfter(tenant);
            others.stream().limit(Math.max(0, MOST_LINES - pairs)).forEach(other -> lines.add(tooClose(first, other)));
            pairs += others.cardinality();
        }
        if (pairs > MOST_LINES) {
            lines.add("%d more pairs of tenants share more than %d cells".formatted(pairs - MOST_LINES, maxOverlap));
        }
    }

    private String misplaced(int tenant) {
        return "%s on %s: %d more moves are needed for active cells and even zones"
                .formatted(
                        layout.tenants.get(tenant), names(tenant), layout.ground.movesNeeded(layout.members(tenant)));
    }

    private String tooClose(int tenant, int other) {
        return "%s and %s share %d cells: at most %d are allowed"
                .formatted(
                        layout.tenants.get(tenant),
                        layout.tenants.get(other),
                        Layout.overlap(layout.members(tenant), layout.members(other)),
                        maxOverlap);
    }

    private String overloaded(int cell) {
        return String.format(
                Locale.ROOT,
                "%s carries %.1f: its limit is %.1f",
                layout.ground.id(cell),
                layout.loadAfter(cell),
                layout.limit(cell));
    }

    private List<String> names(int tenant) {
        return Arrays.stream(layout.members(tenant))
                .mapToObj(cell -> layout.ground.id(cell).toString())
                .toList();
    }
}
