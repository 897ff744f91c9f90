package io.firebreak.assigner.resize;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Finds the steps of tenants. Who has none at all is not asked again until somebody moves who stands in the way: where a goal
 * cannot be reached that is nearly everybody, in every wave.
 */
final class Steps {
    private final Layout layout;
    private final int maxOverlap;
    private final BitSet active = new BitSet();
    private final BitSet stuck = new BitSet();

    Steps(Layout layout, int maxOverlap) {
        this.layout = layout;
        this.maxOverlap = maxOverlap;
        IntStream.range(0, layout.ground.cells())
                .filter(layout.ground::isActive)
                .forEach(active::set);
    }

    /**
     * The step to the least full cell that keeps every promise.
     *
     * @param helps only ever true of a shard that needs no more moves than the tenant's does now
     * @param needed whether it may end on a cell over its limit when there is no other
     */
    Step best(int tenant, int[] leaving, Predicate<int[]> helps, boolean needed) {
        double weight = layout.weights[tenant];
        if (layout.moves(tenant) || isStuck(tenant) || (!needed && !isRoomAnywhere(weight))) {
            return Step.NONE;
        }
        int[] members = layout.members(tenant);
        Openings openings = Openings.of(layout, tenant, free(members), maxOverlap);
        Step best = Step.NONE;
        for (int from : leaving) {
            for (int to : openings.insteadOf(from)) {
                Step step = new Step(from, to, layout.hasRoom(to, weight), layout.fullness(to, weight));
                if ((needed || step.hasRoom())
                        && step.isBetterThan(best)
                        && helps.test(Layout.exchanged(members, from, to))) {
                    best = step;
                }
            }
        }
        if (!best.isPossible()) {
            stuck.set(tenant, hasNone(members, openings));
        }
        return best;
    }

    /** Whether a tenant is known to have no step, whatever for. */
    boolean isStuck(int tenant) {
        return stuck.get(tenant);
    }

    private boolean isRoomAnywhere(double weight) {
        return active.stream().anyMatch(cell -> layout.hasRoom(cell, weight));
    }

    private BitSet free(int[] members) {
        BitSet free = (BitSet) active.clone();
        for (int member : members) {
            free.clear(member);
        }
        return free;
    }

    private boolean hasNone(int[] members, Openings openings) {
        int needed = layout.ground.movesNeeded(members);
        return Arrays.stream(members)
                .noneMatch(from -> Arrays.stream(openings.insteadOf(from))
                        .anyMatch(to -> layout.ground.movesNeeded(Layout.exchanged(members, from, to)) <= needed));
    }

    /** The wave is over: whom the places left behind kept from moving may have a step now. */
    void settle() {
        layout.moving().stream().forEach(tenant -> {
            int[] both = IntStream.concat(Arrays.stream(layout.members(tenant)), Arrays.stream(layout.next(tenant)))
                    .distinct()
                    .toArray();
            stuck.andNot(layout.standingOn(maxOverlap, both));
        });
        layout.settle();
    }
}
