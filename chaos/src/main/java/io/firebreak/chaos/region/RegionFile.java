package io.firebreak.chaos.region;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.TenantId;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code .firebreak/region.json} says of the running region: where everything is, and every secret needed to use
 * it, so the file is for its owner's eyes. Process ids are those of the present lives; the supervisor writes the file
 * again after each restart.
 *
 * @param router the router to use when any will do
 * @param operatorKey what cells show more to; empty where they know none
 * @param internalSecret the bearer token of what cells and fleets are asked directly
 * @param ca the file with the authority clients are to trust; none in a region without certificates
 * @param operatorIdentity the directory with the operator's certificate and key, for {@code https} URLs of directory and fleets
 * @param network what can break the network; none in a region without
 */
public record RegionFile(
        Architecture architecture,
        long seed,
        Supervisor supervisor,
        Router router,
        List<App> routers,
        Directory directory,
        List<Cell> cells,
        List<Tenant> tenants,
        String operatorKey,
        String internalSecret,
        @Nullable String ca,
        @Nullable String operatorIdentity,
        @Nullable Network network) {

    public RegionFile {
        routers = List.copyOf(routers);
        cells = List.copyOf(cells);
        tenants = List.copyOf(tenants);
    }

    /** The same region, with these tenants. */
    public RegionFile withTenants(List<Tenant> others) {
        return new RegionFile(
                architecture,
                seed,
                supervisor,
                router,
                routers,
                directory,
                cells,
                others,
                operatorKey,
                internalSecret,
                ca,
                operatorIdentity,
                network);
    }

    /**
     * The process that owns all others: the supervisor of a local region, or the engine that runs its containers.
     *
     * @param pid 0 where it is none of this machine's
     * @param token the bearer token of its calls; empty when it takes none
     */
    public record Supervisor(URI url, long pid, String token) {}

    /**
     * The proxy before nodes, databases and fleets.
     *
     * @param token the bearer token of its calls
     */
    public record Network(URI managementUrl, long pid, String token) {}

    /** Where tenants send their requests. */
    public record Router(URI url) {}

    /** One process of an application. */
    public record App(URI url, URI managementUrl, long pid) {}

    /**
     * One PostgreSQL server.
     *
     * @param jdbcUrl complete, with user and password
     * @param pid the postmaster
     */
    public record Database(String jdbcUrl, long pid) {}

    /**
     * The region's record of cells and tenants.
     *
     * @param adminToken the bearer token of its admin API
     */
    public record Directory(URI url, URI managementUrl, long pid, String adminToken, Database database) {}

    /** One cell with its nodes, its database and its fleet. */
    public record Cell(CellId id, String zone, List<App> nodes, Database database, App fleet) {
        public Cell {
            nodes = List.copyOf(nodes);
        }
    }

    /**
     * One tenant of the load.
     *
     * @param key what its clients send as bearer token
     * @param cells its shard
     */
    public record Tenant(TenantId id, String key, List<CellId> cells) {
        public Tenant {
            cells = List.copyOf(cells);
        }
    }
}
