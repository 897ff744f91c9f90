package io.firebreak.directory.tenants;

/** What came of changing a tenant's keys. */
public sealed interface KeyChange {
    /** There is one more; this is the only time it is seen. */
    record Added(TenantKey key, KeyEntry entry, KeyRing now) implements KeyChange {}

    /** One or all are valid no more. */
    record Revoked(KeyRing now) implements KeyChange {}

    /** There are two already; nothing was changed. */
    record Full() implements KeyChange {}

    /** There is no such tenant. */
    record NoSuchTenant() implements KeyChange {}

    /** None of the valid keys has that name; nothing was changed. */
    record NoSuchKey() implements KeyChange {}
}
