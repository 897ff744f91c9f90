package io.firebreak.cell.access;

/** Who stands behind a request that showed a valid key. */
public sealed interface Caller {
    /** A tenant, who sees and touches only what is its own. */
    record OfTenant(Tenant tenant) implements Caller {}

    /** The operator, who sees what all tenants have and where it runs, and touches nothing. */
    record Operator() implements Caller {}
}
