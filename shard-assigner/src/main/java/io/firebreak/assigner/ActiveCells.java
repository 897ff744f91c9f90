package io.firebreak.assigner;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The cells of a lattice that take new tenants, numbered 0 to n − 1 in the order of their ids, with their zones numbered
 * too. Methods of assignment work on the numbers, and make a shard of them without sorting or comparing a name.
 */
public final class ActiveCells {
    private static final int FEW = 8;

    private final List<Cell> cells;
    private final CellId[] ids;
    private final int[] zones;
    private final int[] versions;

    /**
     * Numbers the active cells of a lattice.
     *
     * @throws IllegalArgumentException when there is none
     */
    public ActiveCells(Lattice lattice) {
        this.cells = lattice.active();
        if (cells.isEmpty()) {
            throw new IllegalArgumentException("no cell is active");
        }
        this.ids = cells.stream().map(Cell::id).toArray(CellId[]::new);
        this.zones = numbered(Cell::zone);
        this.versions = numbered(Cell::version);
    }

    private int[] numbered(Function<Cell, String> domain) {
        Map<String, Integer> numbers = new HashMap<>();
        return cells.stream()
                .map(domain)
                .mapToInt(name -> numbers.computeIfAbsent(name, unknown -> numbers.size()))
                .toArray();
    }

    /** n. */
    public int size() {
        return ids.length;
    }

    public Cell cell(int number) {
        return cells.get(number);
    }

    /** The number of its zone, 0 to the number of zones − 1, in the order in which the cells name them. */
    public int zone(int number) {
        return zones[number];
    }

    public int zoneCount() {
        return 1 + Arrays.stream(zones).max().orElseThrow();
    }

    /** The number of its version, 0 to the number of versions − 1. */
    public int version(int number) {
        return versions[number];
    }

    public int versionCount() {
        return 1 + Arrays.stream(versions).max().orElseThrow();
    }

    /** Tells whether all weights are the same, so that only numbers of cells count. */
    public boolean equallyWeighted() {
        double weight = cells.getFirst().weight();
        return cells.stream().allMatch(cell -> cell.weight() == weight);
    }

    /**
     * The shard of these cells; a copy is taken.
     *
     * @param ascending numbers of cells, each greater than the one before
     * @throws IllegalArgumentException when they do not ascend or there are none
     */
    public Shard shard(int[] ascending) {
        return new Shard(SortedCells.pick(ids, ascending));
    }

    /**
     * Checks a shard size.
     *
     * @throws IllegalArgumentException unless 1 ≤ k ≤ n, naming k and the range
     */
    public void requireShardSize(int shardSize) {
        if (shardSize < 1 || shardSize > size()) {
            throw new IllegalArgumentException(
                    "shard size %d must be 1 to %d, the number of active cells".formatted(shardSize, size()));
        }
    }

    /**
     * For callers whose zones are strict: no two members of a shard in one zone.
     *
     * @throws IllegalArgumentException unless 1 ≤ k ≤ zones, naming k and the range
     */
    public void requireStrictZones(int shardSize) {
        if (shardSize < 1 || shardSize > zoneCount()) {
            throw new IllegalArgumentException("shard size %d must be 1 to %d, the number of zones with an active cell"
                    .formatted(shardSize, zoneCount()));
        }
    }

    /** Puts numbers into ascending order in place; for as few as shards have, without a branch that could be mispredicted. */
    public static void ascend(int[] numbers) {
        if (numbers.length > FEW) {
            Arrays.sort(numbers);
            return;
        }
        for (int end = numbers.length - 1; end > 0; end--) {
            int greatest = numbers[0];
            for (int i = 1; i <= end; i++) {
                int number = numbers[i];
                numbers[i - 1] = Math.min(greatest, number);
                greatest = Math.max(greatest, number);
            }
            numbers[end] = greatest;
        }
    }
}
