package io.firebreak.assigner.search;

import io.firebreak.assigner.Shard;

/** What a search gave a tenant: a whole shard or none. There is no short one. */
public sealed interface SearchOutcome {
    /** A shard of the size that was asked for, within all bounds. */
    record Assigned(Shard shard) implements SearchOutcome {}

    /**
     * No shard.
     *
     * @param proven whether there is none, and not just none found
     * @param reason which bound stands against it, with its value
     */
    record Refused(boolean proven, String reason) implements SearchOutcome {}
}
