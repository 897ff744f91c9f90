package io.firebreak.assigner.analysis;

import io.firebreak.assigner.Cell;
import io.firebreak.assigner.CellId;
import io.firebreak.assigner.Lattice;
import io.firebreak.assigner.TenantId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The slow, obvious oracle: every set of cells or tenants, each asked of the assignment itself. */
final class EveryFault {
    private final Lattice lattice;
    private final Assignment assignment;
    private final Map<TenantId, Double> weights;

    EveryFault(Lattice lattice, Assignment assignment, Map<TenantId, Double> weights) {
        this.lattice = lattice;
        this.assignment = assignment;
        this.weights = weights;
    }

    List<BlastRadius> failedCells(int failed) {
        List<CellId> cells = lattice.cells().stream().map(Cell::id).toList();
        return sets(cells, failed).stream()
                .map(dead -> radius(new HashSet<>(dead), Set.of()))
                .toList();
    }

    List<BlastRadius> poisonTenants(int poison) {
        List<TenantId> tenants = List.copyOf(assignment.shards().keySet());
        return sets(tenants, poison).stream().map(this::afterPoison).toList();
    }

    BlastRadius afterFailed(List<CellId> cells) {
        return radius(Set.copyOf(cells), Set.of());
    }

    BlastRadius afterPoison(List<TenantId> poison) {
        return radius(assignment.cellsOf(poison), Set.copyOf(poison));
    }

    static double mean(List<BlastRadius> radii, Function<BlastRadius, Double> part) {
        return radii.stream().mapToDouble(part::apply).average().orElseThrow();
    }

    static BlastRadius worst(List<BlastRadius> radii) {
        return radii.stream()
                .max(Comparator.comparingDouble((BlastRadius radius) -> Math.round(radius.belowSlo() * 1e12))
                        .thenComparingDouble(BlastRadius::touched))
                .orElseThrow();
    }

    private BlastRadius radius(Set<CellId> dead, Set<TenantId> leftOut) {
        double all = weight(assignment.shards().keySet(), leftOut);
        double below = weight(assignment.wholeShardHit(dead), leftOut) / all;
        double hit = weight(assignment.anyCellHit(dead), leftOut) / all;
        return new BlastRadius(below, hit - below, 1 - hit);
    }

    private double weight(Set<TenantId> tenants, Set<TenantId> leftOut) {
        return tenants.stream()
                .filter(tenant -> !leftOut.contains(tenant))
                .mapToDouble(tenant -> weights.getOrDefault(tenant, 1.0))
                .sum();
    }

    private static <T> List<List<T>> sets(List<T> of, int size) {
        if (size == 0) {
            return List.of(List.of());
        }
        List<List<T>> sets = new ArrayList<>();
        for (int first = 0; first <= of.size() - size; first++) {
            for (List<T> rest : sets(of.subList(first + 1, of.size()), size - 1)) {
                List<T> set = new ArrayList<>(List.of(of.get(first)));
                set.addAll(rest);
                sets.add(set);
            }
        }
        return sets;
    }
}
