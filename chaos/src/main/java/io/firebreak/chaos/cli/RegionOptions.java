package io.firebreak.chaos.cli;

import io.firebreak.chaos.region.Architecture;
import io.firebreak.chaos.region.RegionSecurity;
import io.firebreak.chaos.region.RegionSettings;
import io.firebreak.chaos.region.TenantRates;
import java.util.List;
import picocli.CommandLine.Option;

/** The options that say how large a region is; the defaults are those of {@link RegionSettings#defaults()}. */
final class RegionOptions {
    @Option(
            names = "--architecture",
            paramLabel = "A",
            defaultValue = "shuffle",
            description = "regional, cellular or shuffle; default: ${DEFAULT-VALUE}.")
    private String architecture = "shuffle";

    @Option(names = "--cells", paramLabel = "N", description = "Cells; default: 8. regional joins them into one.")
    private int cells = RegionSettings.defaults().cells();

    @Option(names = "--nodes-per-cell", paramLabel = "N", description = "Nodes over each cell's database; default: 1.")
    private int nodesPerCell = RegionSettings.defaults().nodesPerCell();

    @Option(names = "--routers", paramLabel = "N", description = "Routers; default: 1.")
    private int routers = RegionSettings.defaults().routers();

    @Option(names = "--zones", paramLabel = "N", description = "Zones the cells are dealt into; default: 1.")
    private int zones = RegionSettings.defaults().zones();

    @Option(names = "--shard-size", paramLabel = "K", description = "Cells of a tenant's shuffle shard; default: 2.")
    private int shardSize = RegionSettings.defaults().shardSize();

    @Option(names = "--tenants", paramLabel = "N", description = "Tenants created at the start; default: 100.")
    private int tenants = RegionSettings.defaults().tenants();

    @Option(names = "--hosts-per-cell", paramLabel = "N", description = "Hosts of each cell's fleet; default: 50.")
    private int hostsPerCell = RegionSettings.defaults().hostsPerCell();

    @Option(names = "--seed", paramLabel = "N", description = "Decides which tenant gets which shard; default: 1.")
    private long seed = RegionSettings.defaults().seed();

    @Option(
            names = "--tenant-rate",
            paramLabel = "N",
            description = {
                "Requests per second of each kind that one tenant may make, and as many at once after a rest;",
                "default: the cells' own, 2000."
            })
    private int tenantRate;

    @Option(
            names = "--router-rate",
            paramLabel = "N",
            description = {
                "Requests per second of each kind that a router lets through of one tenant, and as many at once after a rest;",
                "--tenant-rate is what its cells take together; default: all of them."
            })
    private int routerRate;

    @Option(names = "--tls", description = "Routers speak TLS to tenants; region.json names the authority to trust.")
    private boolean tls;

    @Option(
            names = "--secure-services",
            description = "The processes speak mutual TLS with each other, with certificates made for them.")
    private boolean secureServices;

    @Option(
            names = "--network-faults",
            description =
                    "Put a proxy before nodes, databases and fleets, so that game days can break the network between.")
    private boolean networkFaults;

    /**
     * The settings asked for.
     *
     * @throws BadInputException naming every option that is out of its range
     */
    RegionSettings settings() {
        RegionSettings settings = new RegionSettings(
                        parsed(), cells, nodesPerCell, routers, zones, shardSize, tenants, hostsPerCell, seed)
                .withTenantRates(new TenantRates(tenantRate, routerRate))
                .withSecurity(new RegionSecurity(secureServices, tls))
                .withNetwork(networkFaults);
        List<String> problems = settings.problems();
        if (!problems.isEmpty()) {
            throw new BadInputException("--" + String.join("; --", problems));
        }
        return settings;
    }

    private Architecture parsed() {
        try {
            return Architecture.of(architecture);
        } catch (IllegalArgumentException e) {
            throw new BadInputException("--" + e.getMessage());
        }
    }
}
