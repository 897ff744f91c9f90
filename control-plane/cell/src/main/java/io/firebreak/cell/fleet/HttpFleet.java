package io.firebreak.cell.fleet;

import io.firebreak.cell.settings.CellSettings;
import io.firebreak.cell.wire.JsonHttp;
import io.firebreak.fleet.api.CommandBatch;
import io.firebreak.fleet.api.CommandResults;
import io.firebreak.fleet.api.FenceConfirmation;
import io.firebreak.fleet.api.FenceOrder;
import io.firebreak.fleet.api.FleetReport;
import io.firebreak.fleet.api.HostInventory;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;

/** The fleet in its own process. */
@Component
class HttpFleet implements Fleet {
    private final JsonHttp http;
    private final CellSettings settings;

    HttpFleet(JsonHttp http, CellSettings settings) {
        this.http = http;
        this.settings = settings;
    }

    @Override
    public HostInventory hosts() {
        return get(path("hosts").build().toUri(), HostInventory.class);
    }

    @Override
    public CommandResults send(CommandBatch batch) {
        return post("commands", batch, CommandResults.class);
    }

    @Override
    public FenceConfirmation fence(FenceOrder order) {
        return post("fences", order, FenceConfirmation.class);
    }

    private <T> T post(String resource, Object body, Class<T> type) {
        return http.post(
                path(resource).build().toUri(),
                settings.internalSecret(),
                body,
                type,
                settings.reconcile().fleetDeadline());
    }

    @Override
    public FleetReport report(@Nullable String incarnation, long since) {
        UriComponentsBuilder report = path("report");
        if (incarnation != null) {
            report.queryParam("incarnation", incarnation).queryParam("since", since);
        }
        return get(report.build().toUri(), FleetReport.class);
    }

    private <T> T get(URI address, Class<T> type) {
        return http.get(
                address, settings.internalSecret(), type, settings.reconcile().fleetDeadline());
    }

    private UriComponentsBuilder path(String resource) {
        return UriComponentsBuilder.fromUri(settings.fleetUrl())
                .path("/fleet/v1/")
                .path(resource);
    }
}
