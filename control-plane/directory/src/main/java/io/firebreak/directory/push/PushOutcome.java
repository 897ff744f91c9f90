package io.firebreak.directory.push;

import io.firebreak.directory.tenants.ConfirmedEpoch;
import java.util.List;

/** What came of one call to one node. */
sealed interface PushOutcome {
    /** The node answered, after its commit. */
    record Confirmed(List<ConfirmedEpoch> epochs) implements PushOutcome {}

    /** No answer, or not one of a cell. */
    record Failed(String why) implements PushOutcome {}
}
