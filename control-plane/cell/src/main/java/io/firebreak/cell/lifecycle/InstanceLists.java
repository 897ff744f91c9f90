package io.firebreak.cell.lifecycle;

import io.firebreak.assigner.TenantId;
import io.firebreak.cell.access.Caller;
import io.firebreak.cell.edge.PageCursor;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Reads instances for callers. A tenant's own id is part of every query, so it cannot be forgotten in a check. */
@Component
public class InstanceLists {
    private final InstanceRepository instances;
    private final InstanceSearch search;
    private final InstanceHistory history;
    private final InstanceViews views;

    InstanceLists(InstanceRepository instances, InstanceSearch search, InstanceHistory history, InstanceViews views) {
        this.instances = instances;
        this.history = history;
        this.views = views;
        this.search = search;
    }

    Optional<InstanceView> one(Caller caller, InstanceId id) {
        return row(caller, id)
                .map(row -> caller instanceof Caller.Operator ? views.forOperator(row) : views.forTenant(row));
    }

    Optional<HistoryView> history(Caller caller, InstanceId id) {
        return row(caller, id).map(row -> HistoryView.of(row, history.of(id)));
    }

    private Optional<InstanceRow> row(Caller caller, InstanceId id) {
        return switch (caller) {
            case Caller.OfTenant(var tenant) ->
                instances.findByIdAndTenant(id.value(), tenant.id().value());
            case Caller.Operator _ -> instances.findById(id.value());
        };
    }

    /** Where an instance is. Another tenant's is the same as none. */
    public Optional<PlacedInstance> placed(Caller caller, InstanceId id) {
        Optional<InstanceRow> row = switch (caller) {
            case Caller.OfTenant(var tenant) ->
                instances.findByIdAndTenant(id.value(), tenant.id().value());
            case Caller.Operator _ -> instances.findById(id.value());
        };
        return row.map(views::placed);
    }

    InstancePage page(Caller caller, InstanceFilter filter) {
        return switch (caller) {
            case Caller.OfTenant(var tenant) -> page(Optional.of(tenant.id()), filter);
            case Caller.Operator _ -> page(Optional.empty(), filter);
        };
    }

    /** One row more than asked for tells whether there is a next page. */
    private InstancePage page(Optional<TenantId> tenant, InstanceFilter filter) {
        List<InstanceRow> rows = search.find(tenant, filter, filter.limit() + 1);
        boolean more = rows.size() > filter.limit();
        List<InstanceRow> page = more ? rows.subList(0, filter.limit()) : rows;
        return InstancePage.of(
                page.stream()
                        .map(row -> tenant.isEmpty() ? views.forOperator(row) : views.forTenant(row))
                        .toList(),
                more
                        ? new PageCursor(
                                        page.getLast().launchTime(),
                                        page.getLast().id().value())
                                .text()
                        : null);
    }
}
