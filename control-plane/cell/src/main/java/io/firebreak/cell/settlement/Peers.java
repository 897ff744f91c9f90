package io.firebreak.cell.settlement;

import io.firebreak.assigner.CellId;

/** The other cells of the shard. */
interface Peers {
    /** Asks a cell to settle; throws {@link io.firebreak.cell.wire.WireException} if it gives no answer in time. */
    SettlementReply settle(CellId arbiter, SettlementRequest request);
}
