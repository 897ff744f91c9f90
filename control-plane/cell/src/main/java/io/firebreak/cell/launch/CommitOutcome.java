package io.firebreak.cell.launch;

import io.firebreak.cell.placement.HostCapacity;
import io.firebreak.cell.quota.Usage;
import java.util.List;

/** What became of a launch's transaction. */
sealed interface CommitOutcome {
    /**
     * Durable.
     *
     * @param hosts as the transaction left them
     */
    record Committed(List<HostCapacity> hosts) implements CommitOutcome {}

    /** Rolled back: the token is recorded already. */
    record TokenTaken() implements CommitOutcome {}

    /** Rolled back: the tenant may take less than that, namely what is left. */
    record OverQuota(Usage left) implements CommitOutcome {}

    /** Rolled back: a host has less room than thought, or the placement group is on other racks by now. */
    record HostFull() implements CommitOutcome {}
}
