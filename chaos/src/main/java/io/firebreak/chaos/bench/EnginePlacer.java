package io.firebreak.chaos.bench;

import io.firebreak.cell.placement.HostCapacity;
import io.firebreak.cell.placement.Placement;
import io.firebreak.cell.placement.PlacementEngine;
import io.firebreak.cell.placement.PlacementRequest;
import io.firebreak.fleet.api.Resources;
import java.util.List;
import java.util.Optional;

/**
 * The cell's engine, as a node uses it: a placement is placed and confirmed with the host's new row, a departure is a new
 * row. The rows are kept here in place of the database.
 */
final class EnginePlacer implements Placer {
    private final PlacementEngine engine = new PlacementEngine();
    private final HostCapacity[] rows;
    private final PlacementRequest[] requests;

    EnginePlacer(PlacementWorkload workload) {
        rows = workload.hosts().toArray(HostCapacity[]::new);
        engine.refresh(workload.hosts());
        requests = workload.demands().stream()
                .map(demand -> new PlacementRequest(demand.type().family(), demand.resources(), 1, 1, Optional.empty()))
                .toArray(PlacementRequest[]::new);
    }

    @Override
    public int place(PlacementWorkload.Demand demand) {
        return switch (engine.place(requests[demand.number()])) {
            case Placement.Refused _ -> NOWHERE;
            case Placement.Placed placed -> {
                int host = PlacementWorkload.number(placed.hosts().getFirst());
                engine.confirm(placed.reservation(), List.of(change(host, demand.resources())));
                yield host;
            }
        };
    }

    @Override
    public void depart(int host, PlacementWorkload.Demand demand) {
        engine.refresh(change(host, Resources.NONE.minus(demand.resources())));
    }

    @Override
    public void put(int host, PlacementWorkload.Demand demand) {
        engine.refresh(change(host, demand.resources()));
    }

    private HostCapacity change(int host, Resources more) {
        HostCapacity row = rows[host];
        HostCapacity changed = new HostCapacity(
                row.id(),
                row.version() + 1,
                row.zone(),
                row.rack(),
                row.families(),
                row.accepting(),
                row.total(),
                row.used().plus(more));
        rows[host] = changed;
        return changed;
    }
}
