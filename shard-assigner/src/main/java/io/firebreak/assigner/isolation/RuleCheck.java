package io.firebreak.assigner.isolation;

import io.firebreak.assigner.Cell;
import io.firebreak.assigner.CellId;
import io.firebreak.assigner.Lattice;
import io.firebreak.assigner.TenantId;
import io.firebreak.assigner.isolation.IsolationRule.Apart;
import io.firebreak.assigner.isolation.IsolationRule.Dedicated;
import io.firebreak.assigner.isolation.IsolationRule.Pinned;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds what is wrong with rules, all of it at once. */
final class RuleCheck {
    private final Set<CellId> active;
    private final List<Pinned> pinned;
    private final List<Dedicated> dedicated;
    private final List<Apart> apart;
    private final List<String> problems = new ArrayList<>();

    RuleCheck(Lattice lattice, Collection<IsolationRule> rules) {
        this.active = lattice.active().stream().map(Cell::id).collect(Collectors.toSet());
        this.pinned = IsolationRules.all(rules, Pinned.class);
        this.dedicated = IsolationRules.all(rules, Dedicated.class);
        this.apart = IsolationRules.all(rules, Apart.class);
    }

    List<String> problems() {
        pins();
        dedications();
        pinsAmongDedications();
        tenantsApart();
        return problems;
    }

    private void pins() {
        Set<TenantId> seen = new HashSet<>();
        for (Pinned pin : pinned) {
            mustBeActive(pin.shard().cells(), "pinned to " + pin.tenant());
            if (!seen.add(pin.tenant())) {
                problems.add("tenant %s is pinned twice".formatted(pin.tenant()));
            }
        }
    }

    private void dedications() {
        Set<CellId> cells = new HashSet<>();
        Set<TenantId> tenants = new HashSet<>();
        for (Dedicated rule : dedicated) {
            if (rule.cells().isEmpty() || rule.tenants().isEmpty()) {
                problems.add("a dedication of cells %s to tenants %s must name at least one of each"
                        .formatted(rule.cells(), rule.tenants()));
            }
            mustBeActive(rule.cells(), "dedicated");
            rule.cells().stream()
                    .filter(cell -> !cells.add(cell))
                    .forEach(cell -> problems.add("cell %s is dedicated twice".formatted(cell)));
            rule.tenants().stream()
                    .filter(tenant -> !tenants.add(tenant))
                    .forEach(tenant -> problems.add("tenant %s has dedicated cells twice".formatted(tenant)));
        }
    }

    private void mustBeActive(Collection<CellId> cells, String what) {
        cells.stream()
                .filter(cell -> !active.contains(cell))
                .forEach(cell ->
                        problems.add("cell %s is %s: it must be an active cell of the lattice".formatted(cell, what)));
    }

    private void pinsAmongDedications() {
        for (Pinned pin : pinned) {
            for (Dedicated rule : dedicated) {
                boolean mine = rule.tenants().contains(pin.tenant());
                for (CellId cell : pin.shard().cells()) {
                    if (mine != rule.cells().contains(cell)) {
                        problems.add("tenant %s is pinned to %s, which is %s"
                                .formatted(pin.tenant(), cell, mine ? "not dedicated to it" : "dedicated to others"));
                    }
                }
            }
        }
    }

    private void tenantsApart() {
        for (Apart rule : apart) {
            if (rule.tenants().size() < 2) {
                problems.add("tenants apart are %s: they must be 2 or more".formatted(rule.tenants()));
            }
            List<Pinned> pins = pinned.stream()
                    .filter(pin -> rule.tenants().contains(pin.tenant()))
                    .toList();
            for (int i = 0; i < pins.size(); i++) {
                for (int j = 0; j < i; j++) {
                    if (IsolationRules.shareAFullShard(
                            pins.get(i).shard(), pins.get(j).shard())) {
                        problems.add("tenants %s and %s are kept apart and pinned to one full shard"
                                .formatted(pins.get(j).tenant(), pins.get(i).tenant()));
                    }
                }
            }
        }
    }
}
