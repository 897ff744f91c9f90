package io.firebreak.chaos.gameday;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.TenantId;
import io.firebreak.chaos.network.Cut;
import io.firebreak.chaos.network.Link;
import io.firebreak.chaos.network.Slowness;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

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

    /** All hosts of one rack of a cell lose their power, and with it what they ran. */
    record CutPower(Target<CellId> cell, Target<RackName> rack) implements Fault {}

    /** Everything in a zone is without power: nodes, databases and hosts. */
    record CutZone(Target<ZoneName> zone) implements Fault {}

    /**
     * A bad version is rolled out cell by cell, in an order the seed picks: the nodes of a cell are ended and started as that.
     *
     * @param cells how many cells it may come to
     * @param errors the share of calls that the bad version answers with 500
     * @param gate whether a cell whose calls fail ends the roll-out, and is rolled back
     * @param bake from the readiness of a cell's nodes until the next cell
     */
    record DeployBad(int cells, double errors, boolean gate, Duration bake) implements Fault {}

    /**
     * The clocks of nodes are off.
     *
     * @param node one of the cell's nodes; null for all of them
     * @param by how far ahead, or behind when it is less than zero
     */
    record SkewClock(Target<CellId> cell, @Nullable Target<NodeName> node, Duration by) implements Fault {}

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
            case CutPower _ -> FaultKind.CUT_POWER.label();
            case CutZone _ -> FaultKind.CUT_ZONE.label();
            case DeployBad _ -> FaultKind.DEPLOY_BAD.label();
            case SkewClock _ -> FaultKind.SKEW_CLOCK.label();
            case PoisonTenant _ -> FaultKind.POISON_TENANT.label();
        };
    }
}
