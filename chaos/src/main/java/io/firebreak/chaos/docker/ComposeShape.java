package io.firebreak.chaos.docker;

import io.firebreak.chaos.region.Architecture;
import io.firebreak.chaos.region.RegionSettings;

/**
 * How large a region is, as a person compares it with another.
 *
 * @param shardSize cells of one tenant's shard; 1 where the architecture decides it
 */
public record ComposeShape(
        Architecture architecture,
        int cells,
        int nodesPerCell,
        int hostsPerCell,
        int zones,
        int routers,
        int shardSize) {
    public ComposeShape {
        shardSize = architecture == Architecture.SHUFFLE ? shardSize : 1;
    }

    /** What would be started for these settings. */
    public static ComposeShape of(RegionSettings settings) {
        RegionSettings deployed = settings.deployed();
        return new ComposeShape(
                deployed.architecture(),
                deployed.cells(),
                deployed.nodesPerCell(),
                deployed.hostsPerCell(),
                deployed.zones(),
                deployed.routers(),
                deployed.shardSize());
    }

    /** In words, such as {@code shuffle: 8 cells of 1 node and 50 hosts, in 1 zone, 1 router, shards of 2}. */
    @Override
    public String toString() {
        return "%s: %s of %s and %s, in %s, %s%s"
                .formatted(
                        architecture,
                        count(cells, "cell"),
                        count(nodesPerCell, "node"),
                        count(hostsPerCell, "host"),
                        count(zones, "zone"),
                        count(routers, "router"),
                        architecture == Architecture.SHUFFLE ? ", shards of " + shardSize : "");
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
