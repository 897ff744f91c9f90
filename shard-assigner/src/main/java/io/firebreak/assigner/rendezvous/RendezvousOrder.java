package io.firebreak.assigner.rendezvous;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.StableHash;
import io.firebreak.assigner.TenantId;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * The order in which the cells of a shard are asked for one launch. It depends on nothing but tenant, client token and
 * the set of cells, so that routers and cells agree on it without talking: the first is the token's arbiter.
 */
public final class RendezvousOrder {
    private RendezvousOrder() {}

    /** The cells, best first; the same for every permutation of {@code cells}. */
    public static List<CellId> of(TenantId tenant, String clientToken, Collection<CellId> cells) {
        long key = StableHash.combine(StableHash.of(0, tenant.value()), StableHash.of(0, clientToken));
        return cells.stream()
                .map(cell -> new Scored(cell, score(key, cell, 1)))
                .sorted(Comparator.comparingDouble(Scored::score).reversed().thenComparing(Scored::cell))
                .map(Scored::cell)
                .toList();
    }

    /** −weight/ln(u) with u the hash of key and cell in (0, 1): above 0, higher is better. */
    public static double score(long key, CellId cell, double weight) {
        return score(key, hashOf(cell), weight);
    }

    /** The same for a cell whose hash is known: it is asked for once per cell, the score once per tenant. */
    public static double score(long key, long cellHash, double weight) {
        return -weight / Math.log(StableHash.unit(StableHash.combine(key, cellHash)));
    }

    /** The hash of a cell that enters its score. */
    public static long hashOf(CellId cell) {
        return StableHash.of(0, cell.value());
    }

    private record Scored(CellId cell, double score) {}
}
