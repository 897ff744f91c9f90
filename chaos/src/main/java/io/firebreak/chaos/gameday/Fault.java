package io.firebreak.chaos.gameday;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.TenantId;
import io.firebreak.chaos.network.Cut;
import io.firebreak.chaos.network.Link;
import io.firebreak.chaos.network.Slowness;

/** What a step breaks, and where. */
public sealed interface Fault {
    /** SIGKILL of every node of a cell. */
    record KillCell(Target<CellId> cell) implements Fault {}

    /** SIGKILL of every node of every cell of a tenant's shard. */
    record KillShard(Target<TenantId> tenant) implements Fault {}

    /** SIGKILL of one node of a cell. */
    record KillNode(Target<CellId> cell, Target<NodeName> node) implements Fault {}

    /** SIGKILL of every node of so many cells at once; the seed picks them. */
    record KillCells(int count) implements Fault {}

    /** SIGKILL of a cell's PostgreSQL, with its backends. */
    record KillDatabase(Target<CellId> cell) implements Fault {}

    /** SIGKILL of the directory and of its PostgreSQL. */
    record KillDirectory() implements Fault {}

    /** SIGKILL of a router. */
    record KillRouter(Target<RouterName> router) implements Fault {}

    /** SIGSTOP of every node of a cell: connections stay open, and nothing is answered. */
    record PauseCell(Target<CellId> cell) implements Fault {}

    /**
     * Every node of a cell fails some calls and forgets others, and says that it is well.
     *
     * @param errors the share of calls answered with 500
     * @param stalls the share of calls that are not answered at all; together at most 1
     */
    record GrayCell(Target<CellId> cell, double errors, double stalls) implements Fault {}

    /** A link of a cell is cut; whoever it serves goes on trying. */
    record CutNetwork(Target<CellId> cell, Link link, Cut cut) implements Fault {}

    /** A link of a cell is slow. */
    record SlowNetwork(Target<CellId> cell, Link link, Slowness slowness) implements Fault {}

    /** Every request of a tenant halts the node that serves it; that tenant is left out of every figure. */
    record PoisonTenant(Target<TenantId> tenant) implements Fault {}

    /** Whether it can be made only where the network passes a proxy. */
    default boolean isOfTheNetwork() {
        return this instanceof CutNetwork || this instanceof SlowNetwork;
    }

    /** The name a game day file uses. */
    default String label() {
        return switch (this) {
            case KillCell _ -> FaultKind.KILL_CELL.label();
            case KillShard _ -> FaultKind.KILL_SHARD.label();
            case KillNode _ -> FaultKind.KILL_NODE.label();
            case KillCells _ -> FaultKind.KILL_CELLS.label();
            case KillDatabase _ -> FaultKind.KILL_DATABASE.label();
            case KillDirectory _ -> FaultKind.KILL_DIRECTORY.label();
            case KillRouter _ -> FaultKind.KILL_ROUTER.label();
            case PauseCell _ -> FaultKind.PAUSE_CELL.label();
            case GrayCell _ -> FaultKind.GRAY_CELL.label();
            case CutNetwork _ -> FaultKind.CUT_NETWORK.label();
            case SlowNetwork _ -> FaultKind.SLOW_NETWORK.label();
            case PoisonTenant _ -> FaultKind.POISON_TENANT.label();
        };
    }
}
