package io.firebreak.cell.placement;

import io.firebreak.assigner.TenantId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The classes of hosts there are, and by what a request asks for. Not thread-safe. */
final class HostClasses {
    private final HostLines lines;
    private final LevelNumbers levels;
    private final Map<HostClass.Key, HostClass> all = new HashMap<>();
    /** The classes that accept instances: hosts of everybody, and hosts of one tenant. */
    private final Map<String, List<HostClass>> open = new HashMap<>();

    private final Map<TenantId, Map<String, List<HostClass>>> dedicated = new HashMap<>();

    HostClasses(HostLines lines, LevelNumbers levels) {
        this.lines = lines;
        this.levels = levels;
    }

    Collection<HostClass> all() {
        return Collections.unmodifiableCollection(all.values());
    }

    /** The classes of hosts of everybody that run the family and accept instances. */
    List<HostClass> open(String family) {
        return open.getOrDefault(family, List.of());
    }

    /** The classes of hosts dedicated to a tenant that run the family and accept instances. */
    List<HostClass> dedicated(TenantId tenant, String family) {
        return dedicated.getOrDefault(tenant, Map.of()).getOrDefault(family, List.of());
    }

    /** The class of a key, made if there is none. */
    HostClass of(HostClass.Key key) {
        HostClass known = all.get(key);
        if (known != null) {
            return known;
        }
        HostClass created = new HostClass(key, lines, levels);
        all.put(key, created);
        if (key.accepting()) {
            key.families()
                    .forEach(family -> offers(key.owner())
                            .computeIfAbsent(family, _ -> new ArrayList<>())
                            .add(created));
        }
        return created;
    }

    private Map<String, List<HostClass>> offers(@Nullable TenantId owner) {
        return owner == null ? open : dedicated.computeIfAbsent(owner, _ -> new HashMap<>());
    }

    /** Forgets a class that has no hosts. */
    void drop(HostClass empty) {
        HostClass.Key key = empty.key();
        all.remove(key);
        if (!key.accepting()) {
            return;
        }
        Map<String, List<HostClass>> offers = offers(key.owner());
        for (String family : key.families()) {
            offers.computeIfPresent(family, (_, offered) -> {
                offered.remove(empty);
                return offered.isEmpty() ? null : offered;
            });
        }
        if (key.owner() != null && offers.isEmpty()) {
            dedicated.remove(key.owner());
        }
    }
}
