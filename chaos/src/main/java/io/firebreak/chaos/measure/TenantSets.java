package io.firebreak.chaos.measure;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Tenants of one day by what was measured and what was predicted, as names. Tenants without data are only in
 * {@code noData}: what was not measured is neither right nor wrong.
 *
 * @param down a part of {@code below}
 * @param predictedDown a part of {@code predictedBelow}
 */
record TenantSets(
        Set<String> scored,
        Set<String> below,
        Set<String> down,
        Set<String> predictedBelow,
        Set<String> predictedDown,
        Set<String> noData) {

    static TenantSets of(
            Collection<TenantDay> tenants,
            Function<TenantDay, TenantOutcome> outcome,
            Predicate<TenantDay> predictedBelow,
            Predicate<TenantDay> predictedDown) {
        List<TenantDay> scored = tenants.stream()
                .filter(tenant -> outcome.apply(tenant).scored())
                .toList();
        return new TenantSets(
                names(scored, _ -> true),
                names(scored, tenant -> outcome.apply(tenant).isBelowSlo()),
                names(scored, tenant -> outcome.apply(tenant) == TenantOutcome.DOWN),
                names(scored, predictedBelow),
                names(scored, predictedDown),
                names(tenants, tenant -> outcome.apply(tenant) == TenantOutcome.NO_DATA));
    }

    private static Set<String> names(Collection<TenantDay> tenants, Predicate<TenantDay> which) {
        return tenants.stream().filter(which).map(TenantDay::tenant).collect(Collectors.toUnmodifiableSet());
    }

    /** A part's share of the scored tenants; 0 when none is scored. */
    double share(Set<String> part) {
        return scored.isEmpty() ? 0 : (double) part.size() / scored.size();
    }

    /** Tenants measured and predicted below the SLO. */
    int inBoth() {
        return (int) below.stream().filter(predictedBelow::contains).count();
    }

    /** Tenants measured or predicted below the SLO. */
    int inEither() {
        Set<String> either = new HashSet<>(below);
        either.addAll(predictedBelow);
        return either.size();
    }
}
