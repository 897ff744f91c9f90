package io.firebreak.chaos.predict;

import io.firebreak.assigner.TenantId;
import io.firebreak.chaos.csv.TenantTable;
import java.io.InputStream;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What {@code --tenants} names.
 *
 * @param weights by name; empty when only a number was given
 */
record Tenants(int count, SortedMap<TenantId, Double> weights) {
    Tenants {
        weights = Collections.unmodifiableSortedMap(new TreeMap<>(weights));
    }

    static Tenants of(String value, InputStream standardInput) {
        SortedMap<TenantId, Double> weights = new TreeMap<>();
        if (value.matches("[+-]?[0-9]{1,9}")) {
            return new Tenants(Integer.parseInt(value), weights);
        }
        TenantTable.read(value, standardInput).forEach(tenant -> weights.put(tenant.id(), tenant.weight()));
        return new Tenants(weights.size(), weights);
    }

    boolean areNamed() {
        return !weights.isEmpty();
    }
}
