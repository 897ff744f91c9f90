package io.firebreak.cell.launch;

import io.firebreak.cell.idempotency.LaunchAnswer;
import io.firebreak.cell.placement.Refusal;
import io.firebreak.cell.quota.Usage;
import java.util.Map;

/** What became of a launch. */
sealed interface LaunchOutcome {
    /**
     * Committed.
     *
     * @param written the answer as JSON, as it is kept with the token
     */
    record Launched(LaunchAnswer answer, String written) implements LaunchOutcome {}

    /** The client token stands for this already. */
    record Replayed(LaunchAnswer answer) implements LaunchOutcome {}

    /** The client token stands for another request. */
    record Mismatch() implements LaunchOutcome {}

    /** No room, by a record read after the request arrived. */
    record NoRoom(int fitting, Map<Refusal, Integer> reasons) implements LaunchOutcome {}

    /** The tenant has all it may have, or would with fewer than the least it asked for. */
    record OverQuota(Usage left) implements LaunchOutcome {}

    /** Others took the chosen room first, as often as it was tried. */
    record Contended() implements LaunchOutcome {}

    /** This cell is no member of the tenant's shard, or is out. */
    record NotHere() implements LaunchOutcome {}
}
