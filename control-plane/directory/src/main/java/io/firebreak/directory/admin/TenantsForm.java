package io.firebreak.directory.admin;

import io.firebreak.directory.problem.ErrorCode;
import io.firebreak.directory.problem.Refusal;
import io.firebreak.directory.tenants.TenantDraft;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /admin/v1/tenants}. */
record TenantsForm(@Nullable List<@Nullable Tenant> tenants) {
    /** One transaction and two pushes per cell at most. */
    static final int MAX_TENANTS = 1_000;

    /** @param key left out to have one made */
    record Tenant(@Nullable String id, @Nullable String key) {
        @Override
        public String toString() {
            return "Tenant[id=%s]".formatted(id);
        }
    }

    List<TenantDraft> drafts() {
        List<@Nullable Tenant> given = tenants == null ? List.of() : tenants;
        if (given.isEmpty() || given.size() > MAX_TENANTS) {
            throw invalid("tenants has %d entries, it must have 1 to %d".formatted(given.size(), MAX_TENANTS));
        }
        List<TenantDraft> drafts = given.stream().map(TenantsForm::draft).toList();
        Set<String> seen = new HashSet<>();
        for (TenantDraft draft : drafts) {
            if (!draft.mistakes().isEmpty()) {
                throw invalid(String.join("; ", draft.mistakes()));
            }
            if (!seen.add(draft.id())) {
                throw invalid("tenant '%s' stands twice in the request".formatted(draft.id()));
            }
        }
        return drafts;
    }

    private static TenantDraft draft(@Nullable Tenant tenant) {
        if (tenant == null || tenant.id() == null) {
            throw invalid("every entry of tenants needs an id");
        }
        return new TenantDraft(tenant.id(), tenant.key());
    }

    private static Refusal invalid(String detail) {
        return new Refusal(ErrorCode.INVALID_FIELD, detail);
    }
}
