package io.firebreak.chaos.bench;

import io.firebreak.cell.placement.HostCapacity;
import io.firebreak.cell.placement.HostId;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * All that {@link EnginePlacer} does but the engine: rows are read and made, on hosts drawn at random. What the benchmark
 * itself costs, which grows with the number of hosts too, since rows and ids no longer fit the caches.
 */
final class NoEngine implements Placer {
    private final HostRows rows;
    private final HostId[] ids;
    private final RandomGenerator random = new SplittableRandom(1);
    /** Kept so that no row is made for nothing. */
    private long versions;

    NoEngine(PlacementWorkload workload) {
        rows = new HostRows(workload);
        ids = rows.first().stream().map(HostCapacity::id).toArray(HostId[]::new);
    }

    @Override
    public int place(PlacementWorkload.Demand demand) {
        HostId id = ids[random.nextInt(ids.length)];
        int host = PlacementWorkload.number(id);
        versions += rows.change(id, host, demand.resources(), 1).version();
        return host;
    }

    @Override
    public void depart(int host, PlacementWorkload.Demand demand) {
        versions += rows.change(HostRows.id(host), host, demand.resources(), -1).version();
    }

    @Override
    public void put(int host, PlacementWorkload.Demand demand) {
        versions += rows.change(HostRows.id(host), host, demand.resources(), 1).version();
    }

    @Override
    public String toString() {
        return "rows made, versions added up to " + versions;
    }
}
