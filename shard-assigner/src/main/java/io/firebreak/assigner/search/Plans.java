package io.firebreak.assigner.search;

import io.firebreak.assigner.design.PackingBound;
import io.firebreak.assigner.design.ShardDesign;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The plans of a site: one for each set of cells and shard size that is asked for, drawn when it is asked for first. There
 * is none where a design would have fewer shards than a search finds, or loads cells unevenly. What these limits gain is
 * told in {@code docs/assigner.md}.
 */
final class Plans {
    /** Shards of a plan, every one of which is looked at for every tenant: 0.1 ms. */
    private static final int MOST_SHARDS = 1 << 14;
    /** Plans of a site, each of which takes up to a second to draw and some megabytes to keep. */
    private static final int MOST_PLANS = 16;
    /** At 0 a search is no worse; above 2 designs take long to climb for, and have fewer shards than it finds. */
    private static final int LEAST_OVERLAP = 1;

    private static final int MOST_OVERLAP = 2;
    /** The share of its bound from which on no design was seen to lead to fewer shards than a search alone. */
    private static final double LEAST_REACHED = 2.0 / 3;
    /** The same for shards of three, of which a search finds most. */
    private static final double LEAST_REACHED_OF_THREE = 0.9;
    /** In tenants, between the fullest cell and the emptiest: as much as a search lets loads differ. */
    private static final int MOST_UNEVEN = 3;
    /** The same in mean loads, for cells of many tenants. */
    private static final double MOST_UNEVEN_SHARE = 1.0 / 8;

    private final Site site;
    private final Map<Ground, Optional<Plan>> plans = new HashMap<>();

    Plans(Site site) {
        this.site = site;
    }

    /** The plan for shards of k of these cells, if there is a good one. */
    Optional<Plan> on(int[] eligible, int shardSize) {
        Ground ground = new Ground(Arrays.stream(eligible).boxed().toList(), shardSize);
        Optional<Plan> plan = plans.get(ground);
        if (plan == null) {
            if (plans.size() == MOST_PLANS) {
                return Optional.empty();
            }
            plan = draw(eligible, shardSize);
            plans.put(ground, plan);
        }
        return plan;
    }

    private Optional<Plan> draw(int[] eligible, int shardSize) {
        int overlap = site.bounds.maxOverlap();
        if (overlap < LEAST_OVERLAP || overlap > Math.min(MOST_OVERLAP, shardSize - 2) || isWeighted(eligible)) {
            return Optional.empty();
        }
        int[] zones = zones(eligible);
        boolean fitsZones = zones.length == 1 || zones.length >= shardSize;
        if (!fitsZones || !isSmall(zones, shardSize)) {
            return Optional.empty();
        }
        ShardDesign design = new ShardDesign(site.domain.lattice(eligible), shardSize, overlap);
        if (design.reached() < (shardSize == 3 ? LEAST_REACHED_OF_THREE : LEAST_REACHED)) {
            return Optional.empty();
        }
        int[][] shards = shards(design, eligible);
        return isEven(shards, eligible) ? Optional.of(new Plan(site, shards)) : Optional.empty();
    }

    private boolean isWeighted(int[] eligible) {
        return Arrays.stream(eligible)
                        .mapToDouble(site.domain::weight)
                        .distinct()
                        .count()
                > 1;
    }

    /** The cells of each zone. */
    private int[] zones(int[] eligible) {
        int[] cells = new int[site.domain.zones()];
        for (int cell : eligible) {
            cells[site.domain.zoneOf(cell)]++;
        }
        return Arrays.stream(cells).filter(count -> count > 0).toArray();
    }

    /** The bound without zones is the greater one and quick to compute. */
    private boolean isSmall(int[] zones, int shardSize) {
        BigInteger most = BigInteger.valueOf(MOST_SHARDS);
        return Stream.of(new int[] {Arrays.stream(zones).sum()}, zones)
                .allMatch(cells -> PackingBound.of(cells, shardSize, site.bounds.maxOverlap())
                                .shards()
                                .compareTo(most)
                        <= 0);
    }

    private static int[][] shards(ShardDesign design, int[] eligible) {
        int[] numbers = new int[design.shardSize()];
        return IntStream.range(0, Math.toIntExact(design.count()))
                .mapToObj(index -> {
                    design.shard(index, numbers);
                    return Arrays.stream(numbers)
                            .map(number -> eligible[number])
                            .toArray();
                })
                .toArray(int[][]::new);
    }

    private boolean isEven(int[][] shards, int[] eligible) {
        int[] loads = new int[site.domain.cells()];
        for (int[] shard : shards) {
            for (int cell : shard) {
                loads[cell]++;
            }
        }
        IntSummaryStatistics all =
                Arrays.stream(eligible).map(cell -> loads[cell]).summaryStatistics();
        return all.getMax() - all.getMin() <= Math.max(MOST_UNEVEN, MOST_UNEVEN_SHARE * all.getAverage());
    }

    private record Ground(List<Integer> cells, int shardSize) {}
}
