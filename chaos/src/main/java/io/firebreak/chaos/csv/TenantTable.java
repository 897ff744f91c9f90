package io.firebreak.chaos.csv;

import io.firebreak.assigner.TenantId;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Tenants and their weights as lines of {@code tenant,weight}, the weight 1 where it is missing. */
public final class TenantTable {
    private static final String TENANT = "tenant";
    private static final String WEIGHT = "weight";

    private TenantTable() {}

    /** The tenants in the order of their lines; none stands twice. */
    public static List<WeightedTenant> read(String file, InputStream standardInput) {
        List<WeightedTenant> tenants = new ArrayList<>();
        Set<TenantId> seen = new HashSet<>();
        for (CsvTable.Row row :
                CsvTable.read(file, List.of(TENANT, WEIGHT), standardInput).rows()) {
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
