package io.firebreak.router.gather;

import io.firebreak.router.forwarding.CellOutcome;
import io.firebreak.router.wire.Reply;
import org.jspecify.annotations.Nullable;

/** What came of a list. */
public sealed interface ListResult {
    /** A merged page, perhaps of some cells only. */
    record Merged(Reply reply) implements ListResult {}

    /** One cell's word settles it: a refusal of the request, a newer epoch, or the answer of a shard's only cell. */
    record OneCell(CellOutcome outcome) implements ListResult {}

    /** The cursor is none this region has given to the tenant. */
    record UnknownCursor() implements ListResult {}

    /**
     * No cell answered with a page.
     *
     * @param full what a cell that is well but has too much to do said, or this router for it; none when there is no such cell
     */
    record Silence(@Nullable CellOutcome full) implements ListResult {}
}
