package io.firebreak.assigner.resize;

import io.firebreak.assigner.Lattice;
import io.firebreak.assigner.TenantId;
import io.firebreak.assigner.analysis.Assignment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Plans the way from the shards tenants have to another lattice, wave by wave. Each wave first moves members off cells that
 * are not active and into zones that are short of them, then takes shards apart that share too much, then relieves cells
 * over their limit; each tenant moves once per wave at most, to the least loaded cell that keeps every promise. It ends when
 * nothing is missing or nothing helps. No chance is drawn: the same input gives the same plan.
 */
public final class ResizePlanner {
    private final Layout layout;
    private final ResizeGoal goal;
    private final Shortfall shortfall;
    private List<Move> wave = new ArrayList<>();

    private ResizePlanner(Layout layout, ResizeGoal goal) {
        this.layout = layout;
        this.goal = goal;
        this.shortfall = new Shortfall(layout, goal.maxOverlap());
    }

    /**
     * Plans for tenants of equal weight.
     *
     * @throws IllegalArgumentException naming a shard that is larger than the active cells are many
     */
    public static ResizePlan plan(Assignment now, Lattice lattice, ResizeGoal goal) {
        return plan(now, lattice, goal, tenant -> 1);
    }

    /**
     * Plans for tenants of different weight.
     *
     * @param weightOf what each tenant loads each of its cells with, above 0
     */
    public static ResizePlan plan(
            Assignment now, Lattice lattice, ResizeGoal goal, ToDoubleFunction<TenantId> weightOf) {
        int active = lattice.active().size();
        now.shards().forEach((tenant, shard) -> {
            if (shard.size() > active) {
                throw new IllegalArgumentException("shard size %d of %s must be 1 to %d, the number of active cells"
                        .formatted(shard.size(), tenant, active));
            }
            double weight = weightOf.applyAsDouble(tenant);
            if (!(weight > 0) || Double.isInfinite(weight)) {
                throw new IllegalArgumentException("weight of %s is %s: it must be above 0".formatted(tenant, weight));
            }
        });
        return new ResizePlanner(new Layout(now, lattice, weightOf, goal.slack()), goal).plan();
    }

    private ResizePlan plan() {
        int lowerBound = shortfall.lowerBound();
        List<Wave> waves = new ArrayList<>();
        do {
            wave = new ArrayList<>();
            place();
            spread();
            relieve();
            layout.settle();
            if (!wave.isEmpty()) {
                waves.add(new Wave(wave));
            }
        } while (!wave.isEmpty());
        return new ResizePlan(waves, layout.assignment(), lowerBound, shortfall.told());
    }

    /** Each move leaves the shard one move less to make. */
    private void place() {
        for (int tenant : shortfall.misplaced()) {
            int needed = layout.ground.movesNeeded(layout.members(tenant));
            Step step = best(tenant, layout.members(tenant), shard -> layout.ground.movesNeeded(shard) < needed, true);
            make(tenant, step);
        }
    }

    /** Each move makes two shards share less, and no two share more than they may. */
    private void spread() {
        for (int[] pair : shortfall.tooClose()) {
            if (!layout.moves(pair[0]) && !layout.moves(pair[1])) {
                make(pair[0], apart(pair[0], pair[1]));
                if (!layout.moves(pair[0])) {
                    make(pair[1], apart(pair[1], pair[0]));
                }
            }
        }
    }

    private Step apart(int tenant, int other) {
        int[] theirs = layout.members(other);
        int[] shared = Arrays.stream(layout.members(tenant))
                .filter(cell -> Arrays.stream(theirs).anyMatch(their -> their == cell))
                .toArray();
        int needed = layout.ground.movesNeeded(layout.members(tenant));
        return best(
                tenant,
                shared,
                shard -> layout.ground.movesNeeded(shard) <= needed && Layout.overlap(shard, theirs) < shared.length,
                true);
    }

    /** Each move takes a tenant off a cell over its limit, to one that stays within its own. */
    private void relieve() {
        for (int cell : shortfall.overloaded()) {
            for (int tenant : layout.tenantsOn(cell).stream().toArray()) {
                if (layout.loadAfter(cell) > layout.limit(cell)
                        && !layout.moves(tenant)
                        && Arrays.stream(layout.members(tenant)).anyMatch(member -> member == cell)) {
                    int needed = layout.ground.movesNeeded(layout.members(tenant));
                    make(
                            tenant,
                            best(tenant, new int[] {cell}, shard -> layout.ground.movesNeeded(shard) <= needed, false));
                }
            }
        }
    }

    private void make(int tenant, Step step) {
        if (step.isPossible() && wave.size() < goal.movesPerWave()) {
            wave.add(layout.move(tenant, step.from, step.to));
        }
    }

    /**
     * The step to the least full cell that keeps every promise.
     *
     * @param needed whether it may end on a cell over its limit when there is no other
     */
    private Step best(int tenant, int[] leaving, Predicate<int[]> helps, boolean needed) {
        Step best = Step.NONE;
        if (layout.moves(tenant) || wave.size() >= goal.movesPerWave()) {
            return best;
        }
        int[] members = layout.members(tenant);
        double weight = layout.weights[tenant];
        int[] free = IntStream.range(0, layout.ground.cells())
                .filter(layout.ground::isActive)
                .filter(cell -> Arrays.stream(members).noneMatch(member -> member == cell))
                .toArray();
        for (int from : leaving) {
            for (int to : free) {
                Step step = new Step(from, to, layout.hasRoom(to, weight), layout.fullness(to, weight));
                int[] shard = Layout.exchanged(members, from, to);
                if ((needed || step.hasRoom)
                        && step.isBetterThan(best)
                        && helps.test(shard)
                        && layout.keepsOverlap(tenant, shard, goal.maxOverlap())) {
                    best = step;
                }
            }
        }
        return best;
    }

    /** A member that leaves and a cell that takes its place. */
    private record Step(int from, int to, boolean hasRoom, double fullness) {
        static final Step NONE = new Step(-1, -1, false, Double.POSITIVE_INFINITY);

        boolean isPossible() {
            return to >= 0;
        }

        boolean isBetterThan(Step other) {
            return hasRoom == other.hasRoom ? fullness < other.fullness : hasRoom;
        }
    }
}
