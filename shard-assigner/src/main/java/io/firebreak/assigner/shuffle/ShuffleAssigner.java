package io.firebreak.assigner.shuffle;

import io.firebreak.assigner.ActiveCells;
import io.firebreak.assigner.Cell;
import io.firebreak.assigner.Lattice;
import io.firebreak.assigner.StableHash;
import io.firebreak.assigner.rendezvous.RendezvousOrder;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The {@code shuffle} architecture: each tenant on the k cells with the highest rendezvous scores, as evenly over the
 * zones as they allow: k zones where there are so many, all zones where there are fewer.
 *
 * <p>Cells of equal weight: with zones of equal size every such combination is equally likely, and when one cell comes
 * or goes at most one member of a shard changes, for k of n + 1 tenants. Cells of unequal weight: each is a member with
 * probability min(1, k·w/W), the excess spread over the rest, from rates solved once per lattice; a resize
 * moves a little more than it must. {@link Favour} chooses otherwise. Where cells run more than one version, a shard is
 * spread over zones first and versions second, see {@link VersionedDraw}.
 *
 * <p>Cost O(n) multiplications and O(k² log n) steps to keep the best k; nothing is allocated but the result. Source: the shuffle
 * sharding of AWS Route 53 (MacCárthaigh, "Workload isolation using shuffle-sharding", Amazon Builders' Library), with
 * the best k of rendezvous hashing for the choice; the weights: {@link RaceRates}.
 */
public final class ShuffleAssigner extends NumberedAssigner {
    private static final long ZONE_SEED = 1;

    private final int[] cellAt;
    private final Draw draw;

    /**
     * Favours stability where all weights are equal, and load where they are not.
     *
     * @param shardSize k, cells per shard: 1 to the number of active cells
     * @throws IllegalArgumentException naming k and the range, or when no cell is active
     */
    public ShuffleAssigner(Lattice lattice, int shardSize, long seed) {
        this(new ActiveCells(lattice), shardSize, seed);
    }

    private ShuffleAssigner(ActiveCells active, int shardSize, long seed) {
        this(active, shardSize, seed, active.equallyWeighted() ? Favour.STABILITY : Favour.LOAD);
    }

    /** The same with the choice made. */
    public ShuffleAssigner(Lattice lattice, int shardSize, long seed, Favour favour) {
        this(new ActiveCells(lattice), shardSize, seed, favour);
    }

    private ShuffleAssigner(ActiveCells active, int shardSize, long seed, Favour favour) {
        super(active, shardSize, seed);
        ZoneLayout layout = ZoneLayout.of(active, shardSize);
        this.cellAt = IntStream.range(0, layout.positions()).map(layout::cellAt).toArray();
        if (active.versionCount() > 1) {
            this.draw = new VersionedDraw(active, layout, ranking());
            return;
        }
        this.draw = switch (favour) {
            case STABILITY -> new StableDraw(layout, ranking());
            case LOAD -> byLoad(layout);
        };
    }

    private Ranking ranking() {
        double[] weights = Arrays.stream(cellAt)
                .mapToDouble(cell -> active.cell(cell).weight())
                .toArray();
        return new Ranking(cellHashes(), active.equallyWeighted() ? null : weights);
    }

    private Draw byLoad(ZoneLayout layout) {
        LoadRates rates = new LoadRates(active, layout);
        long[] zoneHashes = new long[layout.zones()];
        for (int position = 0; position < cellAt.length; position++) {
            Cell cell = active.cell(cellAt[position]);
            zoneHashes[active.zone(cellAt[position])] = StableHash.of(ZONE_SEED, cell.zone());
        }
        return new LoadDraw(
                layout, new Ranking(zoneHashes, rates.ofZones()), new Ranking(cellHashes(), rates.ofCells()));
    }

    private long[] cellHashes() {
        return Arrays.stream(cellAt)
                .mapToLong(cell -> RendezvousOrder.hashOf(active.cell(cell).id()))
                .toArray();
    }

    @Override
    void fill(long tenantHash, int[] into) {
        draw.draw(tenantHash, into);
        for (int i = 0; i < into.length; i++) {
            into[i] = cellAt[into[i]];
        }
    }
}
