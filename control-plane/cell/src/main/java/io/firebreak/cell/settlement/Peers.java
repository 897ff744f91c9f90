package io.firebreak.cell.settlement;

import io.firebreak.assigner.CellId;
import java.time.Duration;

/** The other cells of the shard. */
interface Peers {
    /** Asks a cell to settle; throws {@link io.firebreak.cell.wire.WireException} if it gives no answer in time. */
    SettlementReply settle(CellId arbiter, SettlementRequest request, Duration deadline);

    /** Asks a cell what it has under a token; throws as {@link #settle} does. */
    TokenAnswer find(CellId cell, TokenQuestion question, Duration deadline);
}
