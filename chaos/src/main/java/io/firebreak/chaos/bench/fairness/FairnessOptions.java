package io.firebreak.chaos.bench.fairness;

import io.firebreak.chaos.cli.Problems;
import io.firebreak.chaos.region.Architecture;
import io.firebreak.chaos.region.RegionSettings;
import io.firebreak.chaos.region.TenantRates;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Option;

/** The options of {@code bench fairness}. */
public final class FairnessOptions {
    private static final int HOSTS_PER_CELL = 200;
    private static final long SEED = 1;
    /** Each cell of a shard grants a part of it, of which something must be left. */
    private static final int LEAST_LIMIT = 4;

    @Option(
            names = "--architectures",
            paramLabel = "A",
            split = ",",
            description = "fairness: regional, cellular, shuffle; default: all of them.")
    private List<String> architectures =
            Arrays.stream(Architecture.values()).map(Architecture::toString).toList();

    @Option(names = "--cells", paramLabel = "N", description = "fairness: cells of the region, 1 to 8; default: 4.")
    private int cells = 4;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "fairness: requests per second of each kind that a tenant may make, 4 to 1000; default: 20.")
    private int limit = 20;

    @Option(
            names = "--times",
            paramLabel = "N",
            description = "fairness: how many times the limit the flood is, 2 to 200; default: 50.")
    private int times = 50;

    @Option(names = "--others", paramLabel = "N", description = "fairness: other tenants, 1 to 1000; default: 20.")
    private int others = 20;

    @Option(
            names = "--others-rate",
            paramLabel = "N",
            description = "fairness: requests per second of all of them together, 1 to 5000; default: 100.")
    private int othersRate = 100;

    @Option(
            names = "--early-shed",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "fairness: routers turn a tenant away above its limits; without, cells have to.")
    private boolean earlyShed = true;

    public void check(Problems problems) {
        problems.check("--cells", cells, 1, 8, "");
        problems.check("--limit", limit, LEAST_LIMIT, 1_000, "");
        problems.check("--times", times, 2, 200, "");
        problems.check("--others", others, 1, 1_000, "");
        problems.check("--others-rate", othersRate, 1, 5_000, "");
        for (String name : architectures) {
            try {
                Architecture.of(name);
            } catch (IllegalArgumentException e) {
                problems.add("--architectures: " + e.getMessage());
            }
        }
    }

    List<Architecture> architectures() {
        return architectures.stream().map(Architecture::of).distinct().toList();
    }

    int limit() {
        return limit;
    }

    int others() {
        return others;
    }

    int othersPerSecond() {
        return othersRate;
    }

    int floodPerSecond() {
        return limit * times;
    }

    boolean earlyShed() {
        return earlyShed;
    }

    /** A region for the others and the one that floods, of the same capacity in every architecture. */
    RegionSettings region(Architecture architecture) {
        int shard = Math.min(RegionSettings.defaults().shardSize(), cells);
        return new RegionSettings(architecture, cells, 1, 1, 1, shard, others + 1, HOSTS_PER_CELL, SEED)
                .withTenantRates(new TenantRates(limit, earlyShed ? limit : 0));
    }
}
