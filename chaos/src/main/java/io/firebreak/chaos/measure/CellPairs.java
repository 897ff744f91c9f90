package io.firebreak.chaos.measure;

import io.firebreak.assigner.CellId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Tries all pairs of the cells that tenants are mapped to. */
final class CellPairs {
    private CellPairs() {}

    /** The worst pair, the first of equally bad ones in the order of their names; empty when there are not two cells. */
    static Optional<WorstPair> worst(List<MeasuredTenant> tenants) {
        Map<Set<CellId>, Long> tenantsOf = tenants.stream()
                .map(tenant -> (Set<CellId>) new HashSet<>(tenant.shard().cells()))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        List<CellId> cells = tenantsOf.keySet().stream()
                .flatMap(Set::stream)
                .distinct()
                .sorted()
                .toList();
        WorstPair worst = null;
        for (int i = 0; i < cells.size(); i++) {
            for (int j = i + 1; j < cells.size(); j++) {
                List<CellId> pair = List.of(cells.get(i), cells.get(j));
                long within = within(pair, tenantsOf);
                if (worst == null || within > worst.tenants()) {
                    worst = new WorstPair(
                            pair.stream().map(CellId::toString).toList(), within, (double) within / tenants.size());
                }
            }
        }
        return Optional.ofNullable(worst);
    }

    private static long within(List<CellId> pair, Map<Set<CellId>, Long> tenantsOf) {
        return tenantsOf.entrySet().stream()
                .filter(shard -> pair.containsAll(shard.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
