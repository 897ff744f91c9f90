package io.firebreak.chaos.region;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How often one tenant may call. 0 leaves the application's own value.
 *
 * @param cells requests per second of each kind of call, in the whole region, and as many at once after a rest
 * @param routers the same of what each router lets through; 0 for all of it
 */
public record TenantRates(int cells, int routers) {
    /** The applications' own. */
    public static final TenantRates USUAL = new TenantRates(0, 0);

    /** Above what this machine could send. */
    static final int MOST = 100_000;

    private static final List<String> KINDS_OF_CALLS = List.of("launch", "change", "describe", "list");

    /** The settings of each node, which takes its part of the rate by itself. */
    Map<String, Object> ofNodes() {
        return ofEachKind("firebreak.cell.request-limits.", cells);
    }

    /** The settings of each router: what is for all cells of a tenant together comes through it. */
    Map<String, Object> ofRouters() {
        return ofEachKind("firebreak.router.shed.", routers);
    }

    private static Map<String, Object> ofEachKind(String prefix, int rate) {
        Map<String, Object> settings = new HashMap<>();
        if (rate > 0) {
            for (String calls : KINDS_OF_CALLS) {
                settings.put(prefix + calls + ".rate", rate);
                settings.put(prefix + calls + ".burst", rate);
            }
        }
        return settings;
    }
}
