package io.firebreak.router.tenancy;

import io.firebreak.assigner.TenantId;

/** What was read of a request's tenant. */
public sealed interface Reading {
    /** There is none where it was looked for. */
    record Nothing() implements Reading {}

    record Named(TenantId tenant) implements Reading {}

    /**
     * It could be read in two ways or not at all; router and service might then read two tenants, so it is refused.
     *
     * @param why a sentence for the client
     */
    record Unclear(String why) implements Reading {}
}
