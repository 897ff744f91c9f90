package io.firebreak.router.standalone;

import io.firebreak.assigner.Lattice;
import io.firebreak.assigner.Shard;
import io.firebreak.assigner.TenantId;
import io.firebreak.router.tenancy.ServiceRules;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.Node;

/** Reads the whole file. */
final class StandaloneReader {
    private static final String METHODS = "rendezvous, shuffle or design";

    private final Mistakes mistakes;

    StandaloneReader(Mistakes mistakes) {
        this.mistakes = mistakes;
    }

    StandaloneConfig read(Node root) {
        Section file = Section.of(
                new Value(root, "", mistakes),
                "listen",
                "cells",
                "tenants",
                "assign",
                "retry",
                "spread",
                "host",
                "shed",
                "limits",
                "probe",
                "accessLog",
                "reload");
        CellsReader cells = new CellsReader(file, mistakes);
        Optional<Assignment> assign = file.find("assign").flatMap(value -> assignment(value, cells));
        TenantsReader tenants =
                new TenantsReader(file, cells.ids(), file.find("assign").isPresent());
        RulesReader rules = new RulesReader(file);
        ServiceRules read = rules.read(tenants.rule(), tenants.rates());
        Map<String, Object> start = new StartReader(file).properties();
        ReloadGuard guard = guard(file);
        mistakes.throwIfAny();
        Map<TenantId, Shard> named = tenants.named();
        return new StandaloneConfig(cells.routed(), cells.lattice(), named, assign, read, guard, start);
    }

    private static ReloadGuard guard(Section file) {
        return file.find("reload")
                .map(value -> Section.of(value, "maximumUnmapped", "maximumMoved"))
                .map(section -> new ReloadGuard(
                        section.shareOr("maximumUnmapped", ReloadGuard.STANDARD.maximumUnmapped()),
                        section.shareOr("maximumMoved", ReloadGuard.STANDARD.maximumMoved())))
                .orElse(ReloadGuard.STANDARD);
    }

    private Optional<Assignment> assignment(Value value, CellsReader cells) {
        Section section = Section.of(value, "method", "k", "seed", "maxOverlap");
        Optional<Assignment.Method> method = section.need("method", METHODS)
                .flatMap(text -> text.as(
                        METHODS,
                        name -> Arrays.stream(Assignment.Method.values())
                                .filter(it -> it.name().toLowerCase(Locale.ROOT).equals(name))
                                .findFirst()));
        int active = cells.activeCount();
        if (method.isEmpty() || active == 0) {
            return Optional.empty();
        }
        int most = method.get() == Assignment.Method.RENDEZVOUS ? 1 : active;
        if (method.get() != Assignment.Method.RENDEZVOUS) {
            section.need("k", "a whole number of 1 to %d, the number of active cells".formatted(active));
        }
        int size = section.wholeOr("k", 1, 1, most);
        int seed = section.wholeOr("seed", 1, 0, Integer.MAX_VALUE);
        int overlap = section.wholeOr("maxOverlap", Math.min(1, size - 1), 0, size - 1);
        Assignment assignment = new Assignment(method.get(), size, seed, overlap);
        if (mistakes.none()) {
            tryOut(assignment, cells, value);
        }
        return Optional.of(assignment);
    }

    /** What only the assigner knows about the numbers. */
    private static void tryOut(Assignment assignment, CellsReader cells, Value value) {
        if (assignment.method() == Assignment.Method.DESIGN && !cells.equallyWeighted()) {
            value.wrong(
                    "has method 'design', which needs cells of equal weight; accepted: shuffle, or weights all alike");
            return;
        }
        try {
            Lattice lattice = cells.lattice();
            assignment.over(lattice).assign(new TenantId("t-1"));
        } catch (IllegalArgumentException impossible) {
            value.wrong("cannot be had: %s".formatted(impossible.getMessage()));
        }
    }
}
