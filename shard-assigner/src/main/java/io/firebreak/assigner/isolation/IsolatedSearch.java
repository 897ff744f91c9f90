package io.firebreak.assigner.isolation;

import io.firebreak.assigner.Cell;
import io.firebreak.assigner.CellId;
import io.firebreak.assigner.TenantId;
import io.firebreak.assigner.search.SearchOutcome;
import io.firebreak.assigner.search.ShardRequest;
import io.firebreak.assigner.search.ShardSearch;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A search under rules. Pins are asked for first and keep the bounds as everybody does: a pin that breaks one is refused,
 * with the bound it breaks. A request narrowed by a rule to fewer cells than its shard has is an
 * {@link IllegalArgumentException}.
 */
public final class IsolatedSearch {
    private final IsolationRules rules;
    private final ShardSearch search;

    /** Applies rules to everything asked of a search from now on. */
    public IsolatedSearch(IsolationRules rules, ShardSearch search) {
        this.rules = rules;
        this.search = search;
    }

    /** Gives a tenant a shard within the rules and moves nobody. */
    public SearchOutcome add(ShardRequest request) {
        return search.add(ruled(request));
    }

    /** Gives many tenants shards at once, those with a pin first. */
    public SortedMap<TenantId, SearchOutcome> addAll(Collection<ShardRequest> requests) {
        List<ShardRequest> ruled = requests.stream().map(this::ruled).toList();
        SortedMap<TenantId, SearchOutcome> outcomes = new TreeMap<>();
        List<ShardRequest> free = new ArrayList<>();
        for (ShardRequest request : ruled) {
            if (rules.pinned(request.tenant()).isPresent()) {
                outcomes.put(request.tenant(), search.add(request));
            } else {
                free.add(request);
            }
        }
        outcomes.putAll(search.addAll(free));
        return outcomes;
    }

    private ShardRequest ruled(ShardRequest request) {
        TenantId tenant = request.tenant();
        Set<CellId> cells = rules.pinned(tenant)
                .<Set<CellId>>map(pin -> Set.copyOf(pin.cells()))
                .orElseGet(() ->
                        rules.latticeOf(tenant).cells().stream().map(Cell::id).collect(Collectors.toSet()));
        if (!request.cells().isEmpty()) {
            cells = cells.stream().filter(request.cells()::contains).collect(Collectors.toSet());
        }
        rules.pinned(tenant).filter(pin -> pin.size() != request.shardSize()).ifPresent(pin -> {
            throw new IllegalArgumentException("shard size %d of %s must be %d, the size of its pin"
                    .formatted(request.shardSize(), tenant, pin.size()));
        });
        if (cells.isEmpty()) {
            throw new IllegalArgumentException("no cell of %s is allowed to %s".formatted(request.cells(), tenant));
        }
        Set<TenantId> apart = new HashSet<>(rules.apartFrom(tenant));
        apart.addAll(request.apart());
        return new ShardRequest(tenant, request.shardSize(), request.weight(), cells, apart);
    }
}
