package io.firebreak.cell.lifecycle;

import io.firebreak.cell.settings.CellSettings;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Shows instances to callers. */
@Component
public class InstanceViews {
    private final HostTags tags;
    private final String cell;

    InstanceViews(HostTags tags, CellSettings settings) {
        this.tags = tags;
        this.cell = settings.id().value();
    }

    /** A launched instance, to its tenant. */
    public InstanceView of(NewInstance instance) {
        return new InstanceView(
                instance.id().value(),
                null,
                instance.type(),
                InstanceState.PENDING,
                cell,
                tags.tag(instance.tenant(), instance.host()),
                instance.zone(),
                instance.imageId(),
                instance.privateIp(),
                instance.launchTime(),
                null,
                instance.recovery(),
                instance.tags());
    }

    InstanceView forTenant(InstanceRow row) {
        return view(row, null, tags.tag(row.tenant(), row.host()));
    }

    InstanceView forOperator(InstanceRow row) {
        return view(row, row.tenant().value(), row.host().value());
    }

    PlacedInstance placed(InstanceRow row) {
        return new PlacedInstance(
                row.id(),
                row.tenant(),
                row.type(),
                row.state(),
                row.host(),
                tags.tag(row.tenant(), row.host()),
                row.zone(),
                row.placementGroup(),
                row.isDedicated());
    }

    private InstanceView view(InstanceRow row, @Nullable String tenant, String host) {
        return new InstanceView(
                row.id().value(),
                tenant,
                row.type(),
                row.state(),
                cell,
                host,
                row.zone(),
                row.imageId(),
                row.privateIp(),
                row.launchTime(),
                row.stateReason(),
                row.recovery(),
                row.tags());
    }
}
