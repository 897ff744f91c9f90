package io.firebreak.chaos.gameday;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.TenantId;

/** What a step breaks, and where. */
public sealed interface Fault {
    /** SIGKILL of every node of a cell. */
    record KillCell(Target<CellId> cell) implements Fault {}

    /** SIGKILL of every node of every cell of a tenant's shard. */
    record KillShard(Target<TenantId> tenant) implements Fault {}

    /** SIGKILL of one node of a cell. */
    record KillNode(Target<CellId> cell, Target<NodeName> node) implements Fault {}

    /** Every request of a tenant halts the node that serves it; that tenant is left out of every figure. */
    record PoisonTenant(Target<TenantId> tenant) implements Fault {}

    /** The name a game day file uses. */
    default String label() {
        return switch (this) {
            case KillCell _ -> FaultKind.KILL_CELL.label();
            case KillShard _ -> FaultKind.KILL_SHARD.label();
            case KillNode _ -> FaultKind.KILL_NODE.label();
            case PoisonTenant _ -> FaultKind.POISON_TENANT.label();
        };
    }
}
