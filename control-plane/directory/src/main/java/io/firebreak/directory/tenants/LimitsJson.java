package io.firebreak.directory.tenants;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Limits as a column holds them; null when all are the cells' defaults. */
final class LimitsJson {
    private static final JsonMapper JSON = JsonMapper.shared();

    private LimitsJson() {}

    static @Nullable String write(TenantLimits limits) {
        return limits.equals(TenantLimits.DEFAULTS) ? null : JSON.writeValueAsString(limits);
    }

    static TenantLimits read(@Nullable String column) {
        return column == null ? TenantLimits.DEFAULTS : JSON.readValue(column, TenantLimits.class);
    }
}
