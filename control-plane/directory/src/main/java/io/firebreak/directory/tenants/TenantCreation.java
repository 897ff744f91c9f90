package io.firebreak.directory.tenants;

import io.firebreak.assigner.TenantId;
import io.firebreak.directory.assignment.Assignment;
import java.util.List;

/** What came of creating tenants: all of them or none. */
public sealed interface TenantCreation {
    /** All exist now, pending. */
    record Created(List<CreatedTenant> tenants) implements TenantCreation {}

    /** One exists already; nothing was changed. */
    record AlreadyKnown(TenantId tenant) implements TenantCreation {}

    /** No shards can be assigned now; nothing was changed. */
    record Unassignable(Assignment.Impossible reason) implements TenantCreation {}
}
