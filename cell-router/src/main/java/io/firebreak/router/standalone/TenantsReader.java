package io.firebreak.router.standalone;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.Shard;
import io.firebreak.assigner.TenantId;
import io.firebreak.router.routing.RequestRate;
import io.firebreak.router.tenancy.TenantRule;
import io.firebreak.router.tenancy.TenantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads whose requests are and which tenants have a shard of their own. */
final class TenantsReader {
    private static final String REFUSE = "refuse";
    private static final String NAME = "1 to 40 characters of a-z, 0-9 and -";
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final int MOST_KEYS = 100;

    private final Set<CellId> cells;
    private final boolean assigned;
    private final Map<TenantId, Shard> named = new HashMap<>();
    private final Map<TenantId, RequestRate> rates = new HashMap<>();
    private final Map<String, TenantId> keys = new HashMap<>();
    private final List<TenantSource> sources = new ArrayList<>();
    private Optional<TenantId> missing = Optional.empty();
    private Optional<TenantId> unknown = Optional.empty();

    TenantsReader(Section file, Set<CellId> cells, boolean assigned) {
        this.cells = cells;
        this.assigned = assigned;
        file.need("tenants", "a mapping of from, missing, unknown and named")
                .map(value -> Section.of(value, "from", "missing", "unknown", "named"))
                .ifPresent(this::tenants);
    }

    private void tenants(Section section) {
        section.find("named").map(Section::open).ifPresent(all -> all.values().forEach(this::one));
        sources.addAll(new SourcesReader(keys).read(section));
        missing = instead(section, "missing");
        unknown = instead(section, "unknown");
        if (named.isEmpty() && !assigned) {
            section.need("named", "tenants and their cells, or assign beside tenants for all of them");
        }
        if (assigned && unknown.isPresent()) {
            section.find("unknown").ifPresent(it -> it.wrong("has no use: with assign, every tenant has cells"));
        }
    }

    private Optional<TenantId> instead(Section section, String key) {
        Optional<Value> value = section.find(key);
        String name = value.flatMap(it -> it.as(
                        "refuse, or the name of a tenant: " + NAME,
                        text -> Optional.of(text).filter(TenantId::isValid)))
                .orElse(REFUSE);
        if (name.equals(REFUSE)) {
            return Optional.empty();
        }
        TenantId tenant = new TenantId(name);
        if (!assigned && !named.containsKey(tenant)) {
            value.ifPresent(
                    it -> it.wrong("is '%s', which has no cells; accepted: a tenant named below".formatted(name)));
        }
        return Optional.of(tenant);
    }

    private void one(String name, Value value) {
        if (!TenantId.isValid(name)) {
            value.wrong("is no name of a tenant; accepted: " + NAME);
            return;
        }
        TenantId tenant = new TenantId(name);
        if (!value.isMapping()) {
            shard(value).ifPresent(shard -> named.put(tenant, shard));
            return;
        }
        Section section = Section.of(value, "cells", "rate", "burst", "apiKeys");
        Optional<Shard> shard = assigned
                ? section.find("cells").flatMap(this::shard)
                : section.need("cells", "a list of cells").flatMap(this::shard);
        shard.ifPresent(it -> named.put(tenant, it));
        Rates.of(section).ifPresent(rate -> rates.put(tenant, rate));
        section.find("apiKeys")
                .ifPresent(list -> list.items(1, MOST_KEYS, "SHA-256 sums").forEach(key -> key(tenant, key)));
    }

    private void key(TenantId tenant, Value value) {
        value.as(
                        "the SHA-256 of a key, 64 characters of 0-9 and a-f",
                        text -> Optional.of(text)
                                .filter(it -> SHA256.matcher(it).matches()))
                .ifPresent(sum -> {
                    if (keys.putIfAbsent(sum, tenant) != null) {
                        value.wrong("stands twice; accepted: one tenant for a key");
                    }
                });
    }

    private Optional<Shard> shard(Value value) {
        List<CellId> members = new ArrayList<>();
        Set<CellId> seen = new HashSet<>();
        for (Value item : value.items(1, Math.max(1, cells.size()), "of the cells, each once")) {
            item.as(
                            "a cell of the file",
                            text -> cells.stream()
                                    .filter(cell -> cell.value().equals(text))
                                    .findFirst())
                    .ifPresent(cell -> {
                        if (seen.add(cell)) {
                            members.add(cell);
                        } else {
                            item.wrong("'%s' stands twice; accepted: once".formatted(cell));
                        }
                    });
        }
        return members.isEmpty() ? Optional.empty() : Optional.of(new Shard(members));
    }

    Map<TenantId, Shard> named() {
        return Map.copyOf(named);
    }

    Map<TenantId, RequestRate> rates() {
        return Map.copyOf(rates);
    }

    /** Nothing when no place could be read, which is noted. */
    Optional<TenantRule> rule() {
        return sources.isEmpty() ? Optional.empty() : Optional.of(new TenantRule(sources, missing, unknown));
    }
}
