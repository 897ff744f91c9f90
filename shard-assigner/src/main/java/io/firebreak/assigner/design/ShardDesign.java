package io.firebreak.assigner.design;

import io.firebreak.assigner.ActiveCells;
import io.firebreak.assigner.Lattice;
import io.firebreak.assigner.Shard;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Numbered shards of k cells, any two of which share no more than t: what the failure of one tenant's whole shard can
 * take from another is bounded, not only unlikely. With more than one zone a shard has one cell in each of k zones. From
 * number to shard it is O(k), without search or state; what there is to compute is computed when the design is made.
 *
 * <p>The shards are blocks of a transversal design from polynomials over a finite field (zones), of an affine or
 * projective space, a unital or a quadruple system (no zones, where n is right), or of groups of such with smaller
 * packings within; {@link #bound} says how many shards nobody could exceed. The design belongs to the lattice: another
 * cell makes another design. Sources stand with the constructions in this package.
 */
public final class ShardDesign {
    /** Designs up to this many members are kept as a table of 4 MB at most, larger ones are computed at each look-up. */
    private static final long MOST_TABULATED = 1L << 20;

    private static final double GOLDEN = 0.6180339887498949;

    private final ActiveCells active;
    private final Blocks blocks;
    private final int[] cellOf;
    private final int maxOverlap;
    private final PackingBound bound;
    private final long stride;

    /**
     * Makes the largest design this library can construct.
     *
     * @param shardSize k: 1 to the number of active cells, or of zones when there are more than one
     * @param maxOverlap t: 0 to k − 1
     * @throws IllegalArgumentException naming k or t and the range, or when no cell is active
     */
    public ShardDesign(Lattice lattice, int shardSize, int maxOverlap) {
        this.active = new ActiveCells(lattice);
        active.requireShardSize(shardSize);
        if (active.zoneCount() > 1) {
            active.requireStrictZones(shardSize);
        }
        if (maxOverlap < 0 || maxOverlap >= shardSize) {
            throw new IllegalArgumentException("maximum overlap %d must be 0 to %d, less than the shard size"
                    .formatted(maxOverlap, shardSize - 1));
        }
        this.maxOverlap = maxOverlap;
        int[][] zones = zones();
        int[] sizes = Arrays.stream(zones).mapToInt(zone -> zone.length).toArray();
        this.bound = PackingBound.of(sizes, shardSize, maxOverlap);
        Blocks made;
        if (zones.length == 1) {
            made = new Catalogue(shardSize, maxOverlap).largest(active.size()).orElseThrow();
            this.cellOf = zones[0];
        } else {
            ZonePacking.Result packing = new ZonePacking(sizes, shardSize, maxOverlap).largest();
            made = packing.blocks();
            this.cellOf = cells(zones, packing.stride());
        }
        this.blocks = made.count() <= MOST_TABULATED / shardSize ? TableBlocks.of(made) : made;
        this.stride = made instanceof PolynomialBlocks ? 1 : stride(made.count());
    }

    private int[][] zones() {
        return IntStream.range(0, active.zoneCount())
                .mapToObj(zone -> IntStream.range(0, active.size())
                        .filter(cell -> active.zone(cell) == zone)
                        .toArray())
                .toArray(int[][]::new);
    }

    private static int[] cells(int[][] zones, int stride) {
        int[] cells = new int[zones.length * stride];
        Arrays.fill(cells, -1);
        for (int zone = 0; zone < zones.length; zone++) {
            System.arraycopy(zones[zone], 0, cells, zone * stride, Math.min(stride, zones[zone].length));
        }
        return cells;
    }

    /** Blocks that stand together share cells; taking them far apart gives the first tenants even loads. */
    private static long stride(long count) {
        if (count > Integer.MAX_VALUE) {
            return 1;
        }
        long stride = Math.max(1, (long) (count * GOLDEN));
        while (gcd(stride, count) != 1) {
            stride++;
        }
        return stride;
    }

    private static long gcd(long first, long second) {
        return second == 0 ? first : gcd(second, first % second);
    }

    /** How many shards there are. */
    public long count() {
        return blocks.count();
    }

    /** k. */
    public int shardSize() {
        return blocks.blockSize();
    }

    /** t: no two shards share more cells. */
    public int maxOverlap() {
        return maxOverlap;
    }

    /** How many shards there could be at most. */
    public PackingBound bound() {
        return bound;
    }

    /** The share of the bound that is reached: 1 where no design has more shards. */
    public double reached() {
        return BigDecimal.valueOf(count())
                .divide(new BigDecimal(bound.shards()), MathContext.DECIMAL64)
                .doubleValue();
    }

    /** The cells that the numbers of {@link #shard(long, int[])} mean. */
    public ActiveCells cells() {
        return active;
    }

    /**
     * One shard.
     *
     * @param index 0 to count − 1
     * @throws IndexOutOfBoundsException when there is none of that number
     */
    public Shard shard(long index) {
        int[] into = new int[blocks.blockSize()];
        shard(index, into);
        return active.shard(into);
    }

    /**
     * Fills an array with one shard.
     *
     * @param index 0 to count − 1
     * @param into k places, filled with numbers of {@link #cells}, ascending
     * @throws IndexOutOfBoundsException when there is none of that number, or there are fewer places
     */
    public void shard(long index, int[] into) {
        Objects.checkIndex(index, blocks.count());
        blocks.block(stride == 1 ? index : index * stride % blocks.count(), into);
        for (int i = 0; i < into.length; i++) {
            into[i] = cellOf[into[i]];
        }
        ActiveCells.ascend(into);
    }
}
