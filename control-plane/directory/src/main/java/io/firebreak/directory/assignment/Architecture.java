package io.firebreak.directory.assignment;

import java.util.Locale;

/** What a tenant is mapped to. */
public enum Architecture {
    /** Every tenant on all active cells: the one cluster. */
    REGIONAL,
    /** Each tenant on one cell. */
    CELLULAR,
    /** Each tenant on a shuffle shard of k cells. */
    SHUFFLE;

    /** The name on the wire and in settings. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
