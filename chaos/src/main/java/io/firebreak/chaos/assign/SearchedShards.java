package io.firebreak.chaos.assign;

import io.firebreak.assigner.Lattice;
import io.firebreak.assigner.Shard;
import io.firebreak.assigner.TenantId;
import io.firebreak.assigner.search.SearchBounds;
import io.firebreak.assigner.search.SearchOutcome;
import io.firebreak.assigner.search.SearchOutcome.Assigned;
import io.firebreak.assigner.search.SearchOutcome.Refused;
import io.firebreak.assigner.search.ShardRequest;
import io.firebreak.assigner.search.ShardSearch;
import io.firebreak.chaos.cli.BadInputException;
import io.firebreak.chaos.csv.WeightedTenant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The shards that a search finds for tenants, all of them or none. */
final class SearchedShards {
    /** Every step of a search looks at all cells; with more tenants it takes minutes. */
    static final int MOST_TENANTS = 5_000;

    private SearchedShards() {}

    /**
     * Searches.
     *
     * @param reuse whether tenants that find no shard of their own share one that was found, each shard as often as others
     * @throws BadInputException when some find none and may not share, or there are too many
     */
    static Map<TenantId, Shard> of(
            Lattice lattice, int shardSize, int maxOverlap, List<WeightedTenant> tenants, boolean reuse, long seed) {
        if (tenants.size() > MOST_TENANTS) {
            throw new BadInputException(
                    "tenants are %d: they must be 1 to %d to be searched for".formatted(tenants.size(), MOST_TENANTS));
        }
        ShardSearch search = new ShardSearch(lattice, SearchBounds.ofOverlap(maxOverlap), seed);
        Map<TenantId, SearchOutcome> outcomes = search.addAll(tenants.stream()
                .map(tenant -> new ShardRequest(tenant.id(), shardSize, tenant.weight(), Set.of(), Set.of()))
                .toList());
        Map<TenantId, Shard> found = new TreeMap<>(search.shards());
        List<Shard> shared = List.copyOf(found.values());
        int refused = 0;
        for (Map.Entry<TenantId, SearchOutcome> entry : outcomes.entrySet()) {
            switch (entry.getValue()) {
                case Assigned _ -> {}
                case Refused(boolean _, String reason) -> {
                    if (!reuse || shared.isEmpty()) {
                        throw new BadInputException(
                                "shards were found for %d of %d tenants (%s): fewer tenants, more overlap or --reuse"
                                        .formatted(shared.size(), tenants.size(), reason));
                    }
                    found.put(entry.getKey(), shared.get(refused++ % shared.size()));
                }
            }
        }
        return found;
    }
}
