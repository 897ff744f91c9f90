package io.firebreak.chaos.predict;

import io.firebreak.assigner.TenantId;
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
        if (value.matches("[+-]?[0-9]{1,9}")) {
            return new Tenants(Integer.parseInt(value), new TreeMap<>());
        }
        SortedMap<TenantId, Double> weights = TenantFile.read(value, standardInput);
        return new Tenants(weights.size(), weights);
    }

    boolean areNamed() {
        return !weights.isEmpty();
    }
}
