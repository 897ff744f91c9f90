package io.firebreak.assigner.resize;

import io.firebreak.assigner.Lattice;
import io.firebreak.assigner.TenantId;
import io.firebreak.assigner.analysis.Assignment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Plans the way from the shards tenants have to another lattice, wave by wave. Each wave first moves members off cells that
 * are not active and into zones that are short of them, then takes shards apart that share too much, then relieves cells
 * over their limit; each tenant moves once per wave at most, to the least loaded cell that keeps every promise. It ends when
 * nothing is missing or nothing helps, and it does end: a move never adds to what tenants need to be well placed or share too
 * much, and lessens one of them or the excess load. No chance is drawn: the same input gives the same plan.
 */
public final class ResizePlanner {
    private final Layout layout;
    private final ResizeGoal goal;
    private final Shortfall shortfall;
    private final Steps steps;
    /** Tenants that share too much with a later one; no move adds to them. */
    private final BitSet crowded = new BitSet();

    private List<Move> wave = new ArrayList<>();

    private ResizePlanner(Layout layout, ResizeGoal goal) {
        this.layout = layout;
        this.goal = goal;
        this.shortfall = new Shortfall(layout, goal.maxOverlap());
        this.steps = new Steps(layout, goal.maxOverlap());
        crowded.set(0, layout.tenants.size());
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
            steps.settle();
            if (!wave.isEmpty()) {
                waves.add(new Wave(wave));
            }
        } while (!wave.isEmpty());
        return new ResizePlan(waves, layout.assignment(), lowerBound, shortfall.told());
    }

    private boolean isFull() {
        return wave.size() == goal.movesPerWave();
    }

    /** Each move leaves the shard one move less to make. */
    private void place() {
        for (int tenant : shortfall.misplaced()) {
            if (isFull()) {
                return;
            }
            int needed = layout.ground.movesNeeded(layout.members(tenant));
            make(
                    tenant,
                    steps.best(
                            tenant, layout.members(tenant), shard -> layout.ground.movesNeeded(shard) < needed, true));
        }
    }

    /** Each move makes two shards share less, and no two share more than they may. */
    private void spread() {
        for (int tenant = crowded.nextSetBit(0); tenant >= 0 && !isFull(); tenant = crowded.nextSetBit(tenant + 1)) {
            crowded.set(tenant, spread(tenant));
        }
    }

    /** Tells whether the tenant shared too much with a later one. */
    private boolean spread(int tenant) {
        boolean found = false;
        BitSet others = shortfall.tooCloseAfter(tenant);
        for (int other = others.nextSetBit(0); other >= 0; other = others.nextSetBit(other + 1)) {
            boolean hopeless = steps.isStuck(tenant) && steps.isStuck(other);
            if (!(found && hopeless) && shortfall.isTooClose(tenant, other)) {
                found = true;
                takeApart(tenant, other);
            }
            if (found && (isFull() || layout.moves(tenant))) {
                return true;
            }
        }
        return found;
    }

    private void takeApart(int tenant, int other) {
        if (!layout.moves(tenant) && !layout.moves(other)) {
            make(tenant, apart(tenant, other));
            if (!layout.moves(tenant)) {
                make(other, apart(other, tenant));
            }
        }
    }

    private Step apart(int tenant, int other) {
        int[] theirs = layout.members(other);
        int[] shared = Arrays.stream(layout.members(tenant))
                .filter(cell -> Layout.has(theirs, cell))
                .toArray();
        int needed = layout.ground.movesNeeded(layout.members(tenant));
        return steps.best(
                tenant,
                shared,
                shard -> layout.ground.movesNeeded(shard) <= needed && Layout.overlap(shard, theirs) < shared.length,
                true);
    }

    /** Each move takes a tenant off a cell over its limit, to one that stays within its own. */
    private void relieve() {
        for (int cell : shortfall.overloaded()) {
            for (int tenant : layout.tenantsOn(cell).stream().toArray()) {
                if (isFull() || layout.loadAfter(cell) <= layout.limit(cell)) {
                    break;
                }
                if (!layout.moves(tenant) && Layout.has(layout.members(tenant), cell)) {
                    int needed = layout.ground.movesNeeded(layout.members(tenant));
                    make(
                            tenant,
                            steps.best(
                                    tenant,
                                    new int[] {cell},
                                    shard -> layout.ground.movesNeeded(shard) <= needed,
                                    false));
                }
            }
        }
    }

    private void make(int tenant, Step step) {
        if (step.isPossible()) {
            wave.add(layout.move(tenant, step.from(), step.to()));
        }
    }
}
