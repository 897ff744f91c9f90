package io.firebreak.cell.lifecycle;

import io.firebreak.assigner.TenantId;
import io.firebreak.cell.access.Caller;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Reads instances for callers. A tenant's own id is part of every query, so it cannot be forgotten in a check. */
@Component
public class InstanceLists {
    private final InstanceRepository instances;
    private final InstanceViews views;
    private final JsonMapper json;

    InstanceLists(InstanceRepository instances, InstanceViews views, JsonMapper json) {
        this.instances = instances;
        this.views = views;
        this.json = json;
    }

    Optional<InstanceView> one(Caller caller, InstanceId id) {
        return switch (caller) {
            case Caller.OfTenant(var tenant) ->
                instances.findByIdAndTenant(id.value(), tenant.id().value()).map(views::forTenant);
            case Caller.Operator _ -> instances.findById(id.value()).map(views::forOperator);
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
            case Caller.OfTenant(var tenant) -> page(ofTenant(tenant.id(), filter), filter, false);
            case Caller.Operator _ -> page(ofAll(filter), filter, true);
        };
    }

    /** One row more than asked for tells whether there is a next page. */
    private List<InstanceRow> ofTenant(TenantId tenant, InstanceFilter filter) {
        return instances.pageOfTenant(
                tenant.value(),
                filter.cursor().launchTime(),
                filter.cursor().instance(),
                filter.stateNames(),
                json.writeValueAsString(filter.tags()),
                filter.limit() + 1);
    }

    private List<InstanceRow> ofAll(InstanceFilter filter) {
        return instances.pageOfAll(
                filter.cursor().launchTime(),
                filter.cursor().instance(),
                filter.stateNames(),
                json.writeValueAsString(filter.tags()),
                filter.limit() + 1);
    }

    private InstancePage page(List<InstanceRow> rows, InstanceFilter filter, boolean operator) {
        boolean more = rows.size() > filter.limit();
        List<InstanceRow> page = more ? rows.subList(0, filter.limit()) : rows;
        return InstancePage.of(
                page.stream()
                        .map(row -> operator ? views.forOperator(row) : views.forTenant(row))
                        .toList(),
                more ? Cursor.after(page.getLast()).text() : null);
    }
}
