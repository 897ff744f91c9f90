package io.firebreak.router.tenancy;

/** Which cell of its shard a request without an {@code Idempotency-Key} goes to first. */
public enum Spread {
    /** Another one for each request. */
    REQUESTS,
    /** The same one for all requests of a tenant, the others only when it fails. */
    TENANTS
}
