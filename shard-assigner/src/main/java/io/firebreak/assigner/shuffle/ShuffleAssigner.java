package io.firebreak.assigner.shuffle;

import io.firebreak.assigner.Cell;
import io.firebreak.assigner.CellId;
import io.firebreak.assigner.Lattice;
import io.firebreak.assigner.Shard;
import io.firebreak.assigner.ShardAssigner;
import io.firebreak.assigner.StableHash;
import io.firebreak.assigner.TenantId;
import io.firebreak.assigner.rendezvous.RendezvousOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The {@code shuffle} architecture: each tenant on the k cells with the highest rendezvous scores, taken in rounds over
 * the zones: no zone gives its second cell before every zone that has one gave its first. So a shard stands in k zones
 * where there are so many, and in all zones, as evenly as they allow, where there are fewer. With equal weights and equal
 * zones every such combination is equally likely; when one cell comes or goes, at most one member of a shard changes.
 * Cost O(n log n). Source: the shuffle sharding of AWS Route 53 (MacCárthaigh, "Workload isolation using
 * shuffle-sharding", Amazon Builders' Library), with rendezvous top-k for the choice.
 */
public final class ShuffleAssigner implements ShardAssigner {
    private static final Comparator<Scored> BEST_FIRST = Comparator.comparingDouble(Scored::score)
            .reversed()
            .thenComparing(scored -> scored.cell().id());

    private final List<Contender> contenders;
    private final int shardSize;
    private final long seed;

    /**
     * @param shardSize k, cells per shard: 1 to the number of active cells
     * @throws IllegalArgumentException naming k and the range, or when no cell is active
     */
    public ShuffleAssigner(Lattice lattice, int shardSize, long seed) {
        List<Cell> cells = lattice.active();
        if (cells.isEmpty()) {
            throw new IllegalArgumentException("no cell is active");
        }
        if (shardSize < 1 || shardSize > cells.size()) {
            throw new IllegalArgumentException(
                    "shard size %d must be 1 to %d, the number of active cells".formatted(shardSize, cells.size()));
        }
        this.contenders = cells.stream()
                .map(cell -> new Contender(cell, RendezvousOrder.hashOf(cell.id())))
                .toList();
        this.shardSize = shardSize;
        this.seed = seed;
    }

    @Override
    public Shard assign(TenantId tenant) {
        long key = StableHash.of(seed, tenant.value());
        List<Scored> ranked = contenders.stream()
                .map(contender -> contender.scored(key))
                .sorted(BEST_FIRST)
                .toList();
        Map<String, Integer> rounds = new HashMap<>();
        List<Candidate> candidates = new ArrayList<>(ranked.size());
        for (Scored scored : ranked) {
            int round = rounds.merge(scored.cell().zone(), 1, Integer::sum);
            candidates.add(new Candidate(scored.cell().id(), round));
        }
        return new Shard(candidates.stream()
                .sorted(Comparator.comparingInt(Candidate::round)) // stable: within a round, the best first
                .limit(shardSize)
                .map(Candidate::cell)
                .toList());
    }

    private record Contender(Cell cell, long hash) {
        Scored scored(long key) {
            return new Scored(cell, RendezvousOrder.score(key, hash, cell.weight()));
        }
    }

    private record Scored(Cell cell, double score) {}

    /** @param round how many cells its zone has up to and with this one, best first */
    private record Candidate(CellId cell, int round) {}
}
