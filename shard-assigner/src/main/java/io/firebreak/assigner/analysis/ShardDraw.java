package io.firebreak.assigner.analysis;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Draws the shards of many tenants one cell after another: any cell whose zone the shard has not yet. This is what
 * {@link io.firebreak.assigner.shuffle.ShuffleAssigner} does to names, without the names, at some ten nanoseconds a cell.
 */
final class ShardDraw {
    private final ShardSpace space;

    ShardDraw(ShardSpace space) {
        this.space = space;
    }

    ShardTable tenants(int count, RandomGenerator chance) {
        int k = space.shardSize();
        int[] drawn = new int[Math.multiplyExact(count, k)];
        int[] usedBy = new int[space.zones()];
        int[] firstRows = new int[space.cells() + 1];
        for (int row = 0; row < count; row++) {
            draw(drawn, row * k, row + 1, usedBy, chance);
            Arrays.sort(drawn, row * k, (row + 1) * k);
            firstRows[drawn[row * k] + 1]++;
        }
        Arrays.parallelPrefix(firstRows, Integer::sum);
        int[] starts = new int[count + 1];
        Arrays.setAll(starts, row -> row * k);
        return ShardTable.unnamed(space.cells(), starts, sortedByFirst(drawn, firstRows), firstRows);
    }

    private void draw(int[] drawn, int from, int mark, int[] usedBy, RandomGenerator chance) {
        for (int i = from; i < from + space.shardSize(); ) {
            int cell = chance.nextInt(space.cells());
            int zone = cell % space.zones();
            if (usedBy[zone] != mark) {
                usedBy[zone] = mark;
                drawn[i++] = cell;
            }
        }
    }

    private int[] sortedByFirst(int[] drawn, int[] firstRows) {
        int k = space.shardSize();
        int[] next = firstRows.clone();
        int[] sorted = new int[drawn.length];
        for (int from = 0; from < drawn.length; from += k) {
            System.arraycopy(drawn, from, sorted, next[drawn[from]]++ * k, k);
        }
        return sorted;
    }
}
