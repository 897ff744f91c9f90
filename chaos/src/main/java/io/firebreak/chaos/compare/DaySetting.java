package io.firebreak.chaos.compare;

import io.firebreak.assigner.Shard;
import io.firebreak.assigner.TenantId;
import io.firebreak.chaos.fault.FaultSite;
import io.firebreak.chaos.fault.Premises;
import io.firebreak.chaos.gameday.GameDay;
import io.firebreak.chaos.load.LoadTenant;
import io.firebreak.chaos.measure.MeasuredTenant;
import io.firebreak.chaos.region.RegionDriver;
import io.firebreak.chaos.region.RegionFile;
import io.firebreak.chaos.region.RegionSettings;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Where a day takes place.
 *
 * @param study the name of the study it is a day of
 * @param gameDay with the seed of this day
 * @param tenants those of this day; the region may have others, which stay idle
 * @param tokenPrefix starts each client token of this day, as no other load's on this region
 */
record DaySetting(
        String study, GameDay gameDay, RegionDriver region, List<RegionFile.Tenant> tenants, String tokenPrefix) {
    DaySetting {
        tenants = List.copyOf(tenants);
    }

    RegionFile file() {
        return region.file();
    }

    FaultSite site() {
        return new FaultSite(
                new TreeMap<>(file().cells().stream()
                        .collect(Collectors.toMap(
                                RegionFile.Cell::id, cell -> cell.nodes().size()))),
                file().routers().size(),
                new TreeMap<>(tenants.stream().collect(Collectors.toMap(RegionFile.Tenant::id, DaySetting::shard))),
                premises());
    }

    /** As the day asks for it: a region file does not tell, and hooks refuse what a region does not have. */
    private Premises premises() {
        RegionSettings deployed = gameDay.settings(file().architecture()).deployed();
        return new Premises(deployed.zones(), deployed.hostsPerCell());
    }

    List<LoadTenant> loadTenants() {
        return tenants.stream()
                .map(tenant -> new LoadTenant(tenant.id(), tenant.key()))
                .toList();
    }

    List<MeasuredTenant> measuredTenants(Set<TenantId> leftOut) {
        return tenants.stream()
                .map(tenant -> new MeasuredTenant(tenant.id(), shard(tenant), leftOut.contains(tenant.id())))
                .toList();
    }

    List<URI> routers() {
        return file().routers().stream().map(RegionFile.App::url).toList();
    }

    /** The most cells one of these tenants is mapped to. */
    static int shardSize(List<RegionFile.Tenant> tenants) {
        return tenants.stream().mapToInt(tenant -> tenant.cells().size()).max().orElse(1);
    }

    private static Shard shard(RegionFile.Tenant tenant) {
        return new Shard(tenant.cells());
    }
}
