package io.firebreak.assigner.design;

import java.util.BitSet;
import java.util.List;
import java.util.function.IntBinaryOperator;

/** Blocks that were found once and are kept. */
final class TableBlocks implements Blocks {
    private final int points;
    private final int size;
    private final int[] table;

    TableBlocks(int points, int size, List<int[]> blocks) {
        this.points = points;
        this.size = size;
        this.table = blocks.stream().flatMapToInt(java.util.Arrays::stream).toArray();
    }

    /** What other blocks are, so that a look-up no longer depends on how they are made. */
    static TableBlocks of(Blocks blocks) {
        int[] into = new int[blocks.blockSize()];
        List<int[]> all = new java.util.ArrayList<>();
        for (long index = 0; index < blocks.count(); index++) {
            blocks.block(index, into);
            all.add(into.clone());
        }
        return new TableBlocks(blocks.points(), blocks.blockSize(), all);
    }

    /** The blocks of a space in which any two points are on exactly one. */
    static TableBlocks throughPairs(int points, int size, Line line) {
        List<int[]> blocks = new java.util.ArrayList<>();
        BitSet joined = new BitSet(points * points);
        IntBinaryOperator pair = (first, second) -> Math.min(first, second) * points + Math.max(first, second);
        for (int first = 0; first < points; first++) {
            for (int second = first + 1; second < points; second++) {
                if (joined.get(pair.applyAsInt(first, second))) {
                    continue;
                }
                int[] block = line.through(first, second);
                for (int i = 0; i < size; i++) {
                    for (int j = i + 1; j < size; j++) {
                        joined.set(pair.applyAsInt(block[i], block[j]));
                    }
                }
                blocks.add(block);
            }
        }
        return new TableBlocks(points, size, blocks);
    }

    @Override
    public int points() {
        return points;
    }

    @Override
    public int blockSize() {
        return size;
    }

    @Override
    public long count() {
        return table.length / size;
    }

    @Override
    public void block(long index, int[] into) {
        System.arraycopy(table, (int) index * size, into, 0, size);
    }

    /** The line of a space. */
    @FunctionalInterface
    interface Line {
        /** All points of the line through two points. */
        int[] through(int first, int second);
    }
}
