package io.firebreak.chaos.fault;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.TenantId;
import io.firebreak.chaos.gameday.Step;
import io.firebreak.chaos.region.ProcessName;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A step of a game day with its target chosen.
 *
 * @param target in words
 * @param reached cells in which something is broken
 * @param disabled the cells of these that serve nobody while it lasts
 * @param processes what is killed and held, stopped, may be halted by the poison, or is behind the wires that are broken
 */
public record PlannedFault(
        Step step, String target, Set<CellId> reached, Set<CellId> disabled, List<ProcessName> processes, Means means) {
    public PlannedFault {
        reached = Set.copyOf(reached);
        disabled = Set.copyOf(disabled);
        processes = List.copyOf(processes);
    }

    /** Whose requests halt nodes; empty when the processes are broken from outside. */
    Optional<TenantId> poisoned() {
        return means instanceof Means.Poison(TenantId tenant) ? Optional.of(tenant) : Optional.empty();
    }

    /** The cells that serve nobody at this time, counted from the end of the steady state, if it goes on then. */
    Set<CellId> disabledAt(long nanos) {
        return means instanceof Means.Deploy(RollOutPlan _, List<Outage> outages)
                ? outages.stream()
                        .filter(outage -> outage.isOnAt(nanos))
                        .map(Outage::cell)
                        .collect(Collectors.toUnmodifiableSet())
                : disabled;
    }

    /** When {@link #disabledAt} may change. */
    Stream<Duration> edges() {
        Stream<Duration> own = Stream.of(step.at(), step.end());
        return means instanceof Means.Deploy(RollOutPlan _, List<Outage> outages)
                ? Stream.concat(own, outages.stream().flatMap(outage -> Stream.of(outage.from(), outage.to())))
                : own;
    }

    /** Whether another fault hits one of the same processes at one of the same times. */
    boolean overlaps(PlannedFault other) {
        return step.at().compareTo(other.step.end()) < 0
                && other.step.at().compareTo(step.end()) < 0
                && !Collections.disjoint(processes, other.processes);
    }

    /** Whether it goes on at this time, counted from the end of the steady state. */
    boolean isActiveAt(long nanos) {
        return step.at().toNanos() <= nanos && nanos < step.end().toNanos();
    }
}
