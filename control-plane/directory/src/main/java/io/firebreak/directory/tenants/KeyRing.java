package io.firebreak.directory.tenants;

import io.firebreak.assigner.TenantId;
import java.util.List;

/**
 * The keys of a tenant that are valid.
 *
 * @param keys older first; none when all are revoked
 * @param version raised by every change of keys and limits
 */
public record KeyRing(TenantId tenant, List<KeyEntry> keys, long version) {
    /** The old one and the new one, while a tenant changes its key. */
    public static final int MOST_KEYS = 2;

    public KeyRing {
        keys = List.copyOf(keys);
    }
}
