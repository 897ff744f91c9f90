package io.firebreak.assigner.resize;

import io.firebreak.assigner.analysis.Assignment;
import java.util.List;

/**
 * A way to the goal. After each wave, and after any part of one, no two shards share more cells than the goal allows or than
 * they did before, no shard uses zones less evenly, and no cell that receives a tenant exceeds its limit unless nothing else
 * can be had.
 *
 * @param waves in order
 * @param result the shards after the last wave
 * @param lowerBound no plan that reaches the goal has fewer moves
 * @param unresolved what of the goal is not reached, one line each, and where there are thousands of a kind how many more;
 *     empty when all of it is
 */
public record ResizePlan(List<Wave> waves, Assignment result, int lowerBound, List<String> unresolved) {
    public ResizePlan {
        waves = List.copyOf(waves);
        unresolved = List.copyOf(unresolved);
    }

    /** How many moves there are in all waves. */
    public int moves() {
        return waves.stream().mapToInt(wave -> wave.moves().size()).sum();
    }
}
