package io.firebreak.chaos.assign;

import io.firebreak.assigner.TenantId;
import io.firebreak.chaos.cli.BadInputException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;

/** Reads what {@code --tenants} says: a number, a file, or {@code -}. */
final class Tenants {
    static final int MOST = 1_000_000;

    private static final String TENANT = "tenant";
    private static final String WEIGHT = "weight";

    private Tenants() {}

    static List<WeightedTenant> of(String source) {
        if (!source.matches("[+-]?\\d+")) {
            return read(CsvTable.read(source, List.of(TENANT, WEIGHT)));
        }
        if (source.length() > 9 || Integer.parseInt(source) < 1 || Integer.parseInt(source) > MOST) {
            throw new BadInputException("--tenants is %s: it must be 1 to %d, or a CSV file".formatted(source, MOST));
        }
        return numbered(Integer.parseInt(source));
    }

    /** {@code t-001} and on, with as many digits as the largest number needs, three at least. */
    static List<WeightedTenant> numbered(long count) {
        String form = "t-%0" + Math.max(3, Long.toString(count).length()) + "d";
        return LongStream.rangeClosed(1, count)
                .mapToObj(number -> new WeightedTenant(new TenantId(form.formatted(number)), 1))
                .toList();
    }

    private static List<WeightedTenant> read(CsvTable table) {
        List<WeightedTenant> tenants = new ArrayList<>();
        Set<TenantId> seen = new HashSet<>();
        for (CsvTable.Row row : table.rows()) {
            String name = row.text(TENANT, "");
            if (!TenantId.isValid(name)) {
                throw row.bad("tenant is '%s': it must be 1 to 40 of a-z, 0-9 and -".formatted(name));
            }
            TenantId id = new TenantId(name);
            if (!seen.add(id)) {
                throw row.bad("tenant '%s' stands twice".formatted(name));
            }
            tenants.add(new WeightedTenant(id, row.weight(WEIGHT)));
        }
        return tenants;
    }
}
