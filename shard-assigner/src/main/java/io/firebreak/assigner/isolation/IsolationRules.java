package io.firebreak.assigner.isolation;

import io.firebreak.assigner.Cell;
import io.firebreak.assigner.CellId;
import io.firebreak.assigner.Lattice;
import io.firebreak.assigner.Shard;
import io.firebreak.assigner.TenantId;
import io.firebreak.assigner.isolation.IsolationRule.Apart;
import io.firebreak.assigner.isolation.IsolationRule.Dedicated;
import io.firebreak.assigner.isolation.IsolationRule.Pinned;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Rules that do not contradict each other on their lattice. */
public final class IsolationRules {
    private final Lattice lattice;
    private final SortedMap<TenantId, Shard> pinned = new TreeMap<>();
    private final List<Dedicated> dedicated;
    private final List<Apart> apart;

    /** @throws IllegalArgumentException naming everything that is wrong with the rules */
    public IsolationRules(Lattice lattice, Collection<IsolationRule> rules) {
        List<String> problems = new RuleCheck(lattice, rules).problems();
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
        this.lattice = lattice;
        this.dedicated = all(rules, Dedicated.class);
        this.apart = all(rules, Apart.class);
        all(rules, Pinned.class).forEach(rule -> pinned.put(rule.tenant(), rule.shard()));
    }

    static <T extends IsolationRule> List<T> all(Collection<IsolationRule> rules, Class<T> kind) {
        return rules.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** The shard a tenant is pinned to. */
    public Optional<Shard> pinned(TenantId tenant) {
        return Optional.ofNullable(pinned.get(tenant));
    }

    /** The cells dedicated to a tenant with others of its rule, or the cells dedicated to nobody. */
    public Lattice latticeOf(TenantId tenant) {
        return dedicatedTo(tenant).map(rule -> lattice(rule.cells(), true)).orElseGet(this::common);
    }

    /** The cells dedicated to nobody. */
    Lattice common() {
        SortedSet<CellId> taken = new TreeSet<>();
        dedicated.forEach(rule -> taken.addAll(rule.cells()));
        return lattice(taken, false);
    }

    private Lattice lattice(SortedSet<CellId> cells, boolean those) {
        List<Cell> chosen = lattice.cells().stream()
                .filter(cell -> cells.contains(cell.id()) == those)
                .toList();
        if (chosen.isEmpty()) {
            throw new IllegalArgumentException("every cell is dedicated: none is left for the other tenants");
        }
        return new Lattice(chosen);
    }

    Optional<Dedicated> dedicatedTo(TenantId tenant) {
        return dedicated.stream()
                .filter(rule -> rule.tenants().contains(tenant))
                .findFirst();
    }

    /** The tenants it must never share a full shard with. */
    public SortedSet<TenantId> apartFrom(TenantId tenant) {
        SortedSet<TenantId> others = new TreeSet<>();
        for (Apart rule : apart) {
            if (rule.tenants().contains(tenant)) {
                others.addAll(rule.tenants());
            }
        }
        others.remove(tenant);
        return Collections.unmodifiableSortedSet(others);
    }

    /** Every tenant that stands in a rule of tenants apart. */
    SortedSet<TenantId> tenantsApart() {
        SortedSet<TenantId> tenants = new TreeSet<>();
        apart.forEach(rule -> tenants.addAll(rule.tenants()));
        return tenants;
    }

    /** Whether a fault that takes the whole of one shard takes the whole of the other. */
    static boolean shareAFullShard(Shard one, Shard other) {
        return one.overlap(other) == Math.min(one.size(), other.size());
    }

    /** One line for each rule that these shards break; empty when all hold. */
    public List<String> violations(Map<TenantId, Shard> shards) {
        List<String> violations = new ArrayList<>();
        for (Map.Entry<TenantId, Shard> entry : new TreeMap<>(shards).entrySet()) {
            TenantId tenant = entry.getKey();
            Shard shard = entry.getValue();
            pinned(tenant)
                    .filter(pin -> !pin.equals(shard))
                    .ifPresent(pin -> violations.add(
                            "%s is pinned to %s and is on %s".formatted(tenant, pin.cells(), shard.cells())));
            List<CellId> allowed =
                    latticeOf(tenant).cells().stream().map(Cell::id).toList();
            if (!allowed.containsAll(shard.cells())) {
                violations.add("%s is on %s and may be on %s only".formatted(tenant, shard.cells(), allowed));
            }
            for (TenantId other : apartFrom(tenant).tailSet(tenant)) {
                Shard theirs = shards.get(other);
                if (theirs != null && shareAFullShard(shard, theirs)) {
                    violations.add("%s and %s share a full shard".formatted(tenant, other));
                }
            }
        }
        return violations;
    }
}
