package io.firebreak.directory.move;

import io.firebreak.assigner.Shard;

/** What came of a request to move a tenant. */
public sealed interface MoveOutcome {
    /** It is on its way, by this request or, if it was made before, by an earlier one. */
    record UnderWay(Move move, boolean begun) implements MoveOutcome {}

    /** It is there already. */
    record There(long epoch, Shard shard) implements MoveOutcome {}

    /** Nothing was done: this is what would have begun. */
    record WouldBegin(Move move) implements MoveOutcome {}

    /** Nothing was done. */
    record Refused(MoveRefusal why) implements MoveOutcome {}
}
