package io.firebreak.chaos.region;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How large a region is and how its tenants are spread, as a person asks for it. The numbers mean the same capacity in
 * every architecture: {@link #deployed()} tells what is really started.
 *
 * @param cells how many cells, 1 to 64
 * @param nodesPerCell processes of a cell's service over its one database, 1 to 16
 * @param routers how many routers, 1 to 8
 * @param zones failure domains the cells are dealt into in turn, 1 to {@code cells}
 * @param shardSize cells of one tenant's shard, 1 to {@code cells}; only {@code shuffle} uses it
 * @param tenants how many tenants are created, 1 to 10,000
 * @param hostsPerCell hosts of one cell's fleet, 1 to 5,000
 * @param seed decides the assignment of tenants and everything else that is drawn
 * @param tenantRates how often one tenant may call
 * @param security which connections are secured
 * @param network whether what comes to cells, and goes from nodes to databases and fleets, passes a proxy that can break it
 */
public record RegionSettings(
        Architecture architecture,
        int cells,
        int nodesPerCell,
        int routers,
        int zones,
        int shardSize,
        int tenants,
        int hostsPerCell,
        long seed,
        TenantRates tenantRates,
        RegionSecurity security,
        boolean network) {

    /** Bounds what one machine can start; each cell is two JVMs and a database server. */
    private static final int MOST_CELLS = 64;

    private static final int MOST_NODES_PER_CELL = 16;
    private static final int MOST_ROUTERS = 8;
    /** Ten batches of the directory's admin API, and names that stay readable. */
    private static final int MOST_TENANTS = 10_000;

    private static final int MOST_HOSTS_PER_CELL = 5_000;

    /** With the applications' own limits of what one tenant may do, and plain HTTP everywhere, on loopback, with nothing between. */
    public RegionSettings(
            Architecture architecture,
            int cells,
            int nodesPerCell,
            int routers,
            int zones,
            int shardSize,
            int tenants,
            int hostsPerCell,
            long seed) {
        this(
                architecture,
                cells,
                nodesPerCell,
                routers,
                zones,
                shardSize,
                tenants,
                hostsPerCell,
                seed,
                TenantRates.USUAL,
                RegionSecurity.PLAIN,
                false);
    }

    /** Eight cells of one node and 50 hosts, shards of 2, 100 tenants. */
    public static RegionSettings defaults() {
        return new RegionSettings(Architecture.SHUFFLE, 8, 1, 1, 1, 2, 100, 50, 1);
    }

    public RegionSettings withArchitecture(Architecture other) {
        return with(other, cells, nodesPerCell, shardSize, hostsPerCell, seed, tenantRates, security, network);
    }

    public RegionSettings withSeed(long other) {
        return with(architecture, cells, nodesPerCell, shardSize, hostsPerCell, other, tenantRates, security, network);
    }

    public RegionSettings withSecurity(RegionSecurity other) {
        return with(architecture, cells, nodesPerCell, shardSize, hostsPerCell, seed, tenantRates, other, network);
    }

    public RegionSettings withTenantRates(TenantRates other) {
        return with(architecture, cells, nodesPerCell, shardSize, hostsPerCell, seed, other, security, network);
    }

    public RegionSettings withNetwork(boolean other) {
        return with(architecture, cells, nodesPerCell, shardSize, hostsPerCell, seed, tenantRates, security, other);
    }

    private RegionSettings with(
            Architecture otherArchitecture,
            int otherCells,
            int otherNodesPerCell,
            int otherShardSize,
            int otherHostsPerCell,
            long otherSeed,
            TenantRates otherRates,
            RegionSecurity otherSecurity,
            boolean otherNetwork) {
        return new RegionSettings(
                otherArchitecture,
                otherCells,
                otherNodesPerCell,
                routers,
                zones,
                otherShardSize,
                tenants,
                otherHostsPerCell,
                otherSeed,
                otherRates,
                otherSecurity,
                otherNetwork);
    }

    /** Everything that is wrong with these settings, one message each; empty when a region can be made of them. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        within(problems, "cells", cells, MOST_CELLS);
        within(problems, "nodes-per-cell", nodesPerCell, MOST_NODES_PER_CELL);
        within(problems, "routers", routers, MOST_ROUTERS);
        within(problems, "zones", zones, Math.max(1, cells));
        if (architecture == Architecture.SHUFFLE) {
            within(problems, "shard-size", shardSize, Math.max(1, zones > 1 ? zones : cells));
        }
        within(problems, "tenants", tenants, MOST_TENANTS);
        within(problems, "hosts-per-cell", hostsPerCell, MOST_HOSTS_PER_CELL);
        if (tenantRates.cells() != 0) {
            within(problems, "tenant-rate", tenantRates.cells(), TenantRates.MOST);
        }
        if (tenantRates.routers() != 0) {
            within(problems, "router-rate", tenantRates.routers(), TenantRates.MOST);
        }
        return List.copyOf(problems);
    }

    private static void within(List<String> problems, String name, int value, int most) {
        if (value < 1 || value > most) {
            problems.add("%s is %d: it must be 1 to %d".formatted(name, value, most));
        }
    }

    /**
     * What is started for these settings. {@code regional} is one cell that has the nodes and hosts of all the cells
     * asked for, and a tenant of {@code cellular} has one cell, so every architecture has the same nodes and hosts.
     */
    public RegionSettings deployed() {
        return switch (architecture) {
            case REGIONAL -> shaped(1, cells * nodesPerCell, cells * hostsPerCell);
            case CELLULAR -> shaped(cells, nodesPerCell, hostsPerCell);
            case SHUFFLE -> this;
        };
    }

    /** With one cell for each tenant. */
    private RegionSettings shaped(int otherCells, int otherNodesPerCell, int otherHostsPerCell) {
        return with(
                architecture,
                otherCells,
                otherNodesPerCell,
                1,
                otherHostsPerCell,
                seed,
                tenantRates,
                security,
                network);
    }

    /** The names of all zones, {@code zone-1} first. */
    List<String> zoneNames() {
        return IntStream.rangeClosed(1, zones)
                .mapToObj(number -> "zone-" + number)
                .toList();
    }
}
