package io.firebreak.chaos.fault;

import io.firebreak.assigner.TenantId;
import io.firebreak.chaos.network.Toxics;
import java.time.Duration;
import java.util.List;

/** How a fault is made and undone. */
public sealed interface Means {
    /** The processes are killed and kept dead. */
    record Kill() implements Means {}

    /** The processes are stopped, and keep their memory and their connections. */
    record Pause() implements Means {}

    /** The processes fail some calls, answer others never, and say that they are well. */
    record Gray(double errors, double stalls) implements Means {}

    /** The wires before the processes are broken; the processes live, and may not notice. */
    record Network(Toxics toxics) implements Means {}

    /** The processes are killed and kept dead, if there are any, and hosts lose their power. */
    record PowerCut(List<PowerFeed> feeds) implements Means {
        public PowerCut {
            feeds = List.copyOf(feeds);
        }
    }

    /** The processes become a bad version of themselves, cell by cell. */
    record Deploy(RollOutPlan plan, List<Outage> outages) implements Means {
        public Deploy {
            outages = List.copyOf(outages);
        }
    }

    /** The processes take another time for the time. */
    record Skew(Duration by) implements Means {}

    /** Every request of a tenant halts the process that serves it. */
    record Poison(TenantId tenant) implements Means {}

    /** Whether the processes are dead as long as it stands. */
    default boolean holdsDead() {
        return this instanceof Kill || this instanceof PowerCut;
    }

    /** Whether it ends the processes, or stops them. */
    default boolean stopsItsProcesses() {
        return holdsDead() || this instanceof Pause || this instanceof Deploy;
    }

    /** Whether it is done to processes that have to run, or cannot be done twice, and the other keeps it from that. */
    default boolean isKeptBy(Means other) {
        boolean needsItsProcesses = this instanceof Gray || this instanceof Deploy || this instanceof Skew;
        return needsItsProcesses && (other.stopsItsProcesses() || getClass().equals(other.getClass()));
    }

    /** Whether a process that both break is well only when both are undone. */
    default boolean breaksAs(Means other) {
        return getClass().equals(other.getClass()) || (holdsDead() && other.holdsDead());
    }
}
