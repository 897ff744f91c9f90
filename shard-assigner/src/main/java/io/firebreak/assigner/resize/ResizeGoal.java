package io.firebreak.assigner.resize;

/**
 * What shall hold when the plan is carried out, beside zones used evenly and no shard on a cell that is not active.
 *
 * @param maxOverlap how many cells two shards may share, from 0
 * @param slack by what part a cell may carry more than its fair share, from 0; the fair share is rounded up to a whole tenant
 * @param movesPerWave at most, from 1
 */
public record ResizeGoal(int maxOverlap, double slack, int movesPerWave) {
    public ResizeGoal {
        if (maxOverlap < 0) {
            throw new IllegalArgumentException("overlap %d must be 0 or more".formatted(maxOverlap));
        }
        if (!(slack >= 0)) {
            throw new IllegalArgumentException("slack %s must be 0 or more".formatted(slack));
        }
        if (movesPerWave < 1) {
            throw new IllegalArgumentException("moves per wave are %d: they must be 1 or more".formatted(movesPerWave));
        }
    }
}
