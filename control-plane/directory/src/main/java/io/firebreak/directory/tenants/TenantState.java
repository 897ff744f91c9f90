package io.firebreak.directory.tenants;

import java.util.Locale;

/** Whether routers know a tenant. */
public enum TenantState {
    /** Not in the table: a cell of its shard has yet to confirm its credentials. */
    PENDING,
    /** In the table. */
    ACTIVE;

    /** The name on the wire. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
