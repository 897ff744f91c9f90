package io.firebreak.chaos.gameday;

import io.firebreak.chaos.region.Architecture;
import io.firebreak.chaos.region.RegionSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One experiment, as its file describes it: a region, a load, a steady state to prove, faults, and what is expected of
 * them. {@link GameDayParser} makes only days that can be run.
 *
 * @param seed decides the random targets, the load and the shards; the same seed gives the same day again
 * @param warmUp load without any judgement, before the steady state
 * @param method the faults, in the order of the file; at least one
 * @param budgets what an architecture may lose at most; one that is not named has no budget
 * @param aborts the damage at which a day on an architecture is broken off; one that is not named goes to its end
 */
public record GameDay(
        String title,
        long seed,
        Slo slo,
        RegionShape region,
        LoadShape load,
        Duration warmUp,
        SteadyState steadyState,
        List<Step> method,
        Recovery recovery,
        Hypothesis hypothesis,
        Map<Architecture, Budget> budgets,
        Map<Architecture, Abort> aborts) {

    /** A tenant with fewer scored intents in the fault window is reported, never scored. */
    public static final int SCORED_INTENTS_NEEDED = 30;

    public GameDay {
        method = List.copyOf(method);
        budgets = Map.copyOf(budgets);
        aborts = Map.copyOf(aborts);
    }

    /** The same day under another seed. */
    public GameDay withSeed(long otherSeed) {
        return new GameDay(
                title,
                otherSeed,
                slo,
                region,
                load,
                warmUp,
                steadyState,
                method,
                recovery,
                hypothesis,
                budgets,
                aborts);
    }

    /** The same day with another warm-up. */
    public GameDay withWarmUp(Duration otherWarmUp) {
        return new GameDay(
                title,
                seed,
                slo,
                region,
                load,
                otherWarmUp,
                steadyState,
                method,
                recovery,
                hypothesis,
                budgets,
                aborts);
    }

    /** The same day on a region with so many routers. */
    public GameDay withRouters(int routers) {
        RegionShape shape = new RegionShape(
                region.cells(),
                region.nodesPerCell(),
                routers,
                region.zones(),
                region.shardSize(),
                region.tenants(),
                region.hostsPerCell());
        return new GameDay(
                title, seed, slo, shape, load, warmUp, steadyState, method, recovery, hypothesis, budgets, aborts);
    }

    /** What an architecture may lose, if the file says so. */
    public Optional<Budget> budgetOf(Architecture architecture) {
        return Optional.ofNullable(budgets.get(architecture));
    }

    /** When a day on an architecture is broken off, if the file says so. */
    public Optional<Abort> abortOf(Architecture architecture) {
        return Optional.ofNullable(aborts.get(architecture));
    }

    /** The region this day runs against in one architecture. */
    public RegionSettings settings(Architecture architecture) {
        return new RegionSettings(
                        architecture,
                        region.cells(),
                        region.nodesPerCell(),
                        region.routers(),
                        region.zones(),
                        region.shardSize(),
                        region.tenants(),
                        region.hostsPerCell(),
                        seed)
                .withNetwork(breaksTheNetwork());
    }

    /** Whether it needs a region whose network can be broken. */
    public boolean breaksTheNetwork() {
        return method.stream().anyMatch(step -> step.fault().isOfTheNetwork());
    }

    /** From the end of the steady state to the end of the last fault. */
    public Duration methodLasts() {
        return method.stream().map(Step::end).max(Duration::compareTo).orElse(Duration.ZERO);
    }

    /**
     * How many scored intents (launch and list) a tenant sends in a step's fault window on average. Well above
     * {@value #SCORED_INTENTS_NEEDED} is needed for every tenant to be scored.
     */
    public double scoredIntentsPerTenant(Step step) {
        return load.rate().within(step.lasts()) * load.mix().scored() / region.tenants();
    }

    /**
     * What a tenant was promised.
     *
     * @param availability the share of good intents, above 0 and at most 1
     * @param latency how late after its scheduled start an intent is still good
     */
    public record Slo(double availability, Duration latency) {}

    /**
     * How big the region is. Every architecture gets {@code cells * nodesPerCell} nodes and {@code cells * hostsPerCell}
     * hosts in all.
     *
     * @param shardSize cells per tenant in the {@code shuffle} architecture, at most {@code cells}
     */
    public record RegionShape(
            int cells, int nodesPerCell, int routers, int zones, int shardSize, int tenants, int hostsPerCell) {}

    /**
     * The open-model load over all tenants.
     *
     * @param instancesPerTenant the number of instances the load holds each tenant at
     */
    public record LoadShape(Rate rate, int instancesPerTenant, Mix mix) {}

    /** Intents per second, over all tenants. */
    public record Rate(double perSecond) {
        /** How many intents start in that time. */
        public double within(Duration time) {
            return perSecond * time.toMillis() / 1000;
        }
    }

    /** The share of each kind of intent; the four add up to 1. */
    public record Mix(double launch, double list, double describe, double terminate) {
        /** The share of intents that any cell of a shard can serve. */
        public double scored() {
            return launch + list;
        }
    }

    /** What has to hold before the first fault, or there is no verdict. */
    public record SteadyState(Duration duration, Requirement require) {}

    /** How soon after the last fault the requirement holds again. */
    public record Recovery(Duration within, Requirement require) {}

    /** A bound on the share of good intents over all tenants. */
    public record Requirement(Bound availability) {}

    /** A bound on the distance between the predicted and the measured share of tenants below the SLO. */
    public record Hypothesis(Bound absoluteError) {}

    /** A bound on the share of tenants below the SLO. */
    public record Budget(Bound belowSlo) {}

    /** The share of tenants below the SLO, over the last seconds, at which all faults are undone at once. */
    public record Abort(Bound belowSlo) {}
}
