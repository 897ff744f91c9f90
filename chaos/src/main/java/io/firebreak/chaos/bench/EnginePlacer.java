package io.firebreak.chaos.bench;

import io.firebreak.cell.placement.HostId;
import io.firebreak.cell.placement.Placement;
import io.firebreak.cell.placement.PlacementEngine;
import io.firebreak.cell.placement.PlacementRequest;
import java.util.List;
import java.util.Optional;

/**
 * The cell's engine, as a node uses it: a placement is placed and confirmed with the host's new row, a departure is a new
 * row.
 */
final class EnginePlacer implements Placer {
    private final PlacementEngine engine = new PlacementEngine();
    private final HostRows rows;
    private final PlacementRequest[] requests;

    EnginePlacer(PlacementWorkload workload) {
        rows = new HostRows(workload);
        engine.refresh(rows.first());
        requests = workload.demands().stream()
                .map(demand -> new PlacementRequest(demand.type().family(), demand.resources(), 1, 1, Optional.empty()))
                .toArray(PlacementRequest[]::new);
    }

    @Override
    public int place(PlacementWorkload.Demand demand) {
        return switch (engine.place(requests[demand.number()])) {
            case Placement.Refused _ -> NOWHERE;
            case Placement.Placed placed -> {
                HostId id = placed.hosts().getFirst();
                int host = PlacementWorkload.number(id);
                engine.confirm(placed.reservation(), List.of(rows.change(id, host, demand.resources(), 1)));
                yield host;
            }
        };
    }

    @Override
    public void depart(int host, PlacementWorkload.Demand demand) {
        engine.refresh(rows.change(HostRows.id(host), host, demand.resources(), -1));
    }

    @Override
    public void put(int host, PlacementWorkload.Demand demand) {
        engine.refresh(rows.change(HostRows.id(host), host, demand.resources(), 1));
    }
}
