package io.firebreak.directory.move;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.Shard;
import io.firebreak.assigner.TenantId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tenant's way from one shard to another.
 *
 * @param epoch in which it is on the new shard
 * @param activeAt when the table showed that
 * @param closedAt when its old cells were let go
 */
public record Move(
        TenantId tenant,
        long epoch,
        Shard from,
        Shard to,
        MovePhase phase,
        Instant startedAt,
        @Nullable Instant activeAt,
        @Nullable Instant closedAt) {

    /** The cells that are new. */
    public List<CellId> joining() {
        return to.cells().stream().filter(cell -> !from.contains(cell)).toList();
    }

    /** The cells it leaves. */
    public List<CellId> leaving() {
        return from.cells().stream().filter(cell -> !to.contains(cell)).toList();
    }
}
