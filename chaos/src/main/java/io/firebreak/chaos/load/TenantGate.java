package io.firebreak.chaos.load;

import io.firebreak.assigner.TenantId;

/** Stops and starts the clients of single tenants. */
public interface TenantGate {
    /** Sends nothing more for this tenant, as if its clients were gone; what is due meanwhile is not recorded. */
    void hold(TenantId tenant);

    /** The tenant's clients are back. */
    void release(TenantId tenant);
}
