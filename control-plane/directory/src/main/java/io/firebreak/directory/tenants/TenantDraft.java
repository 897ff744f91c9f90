package io.firebreak.directory.tenants;

import io.firebreak.assigner.TenantId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tenant as an operator describes it, not yet checked.
 *
 * @param key its key, or null to have one made
 */
public record TenantDraft(String id, @Nullable String key) {
    /** Everything that is wrong, each as a sentence; empty when it can be used. A key is never part of a sentence. */
    public List<String> mistakes() {
        List<String> mistakes = new ArrayList<>();
        if (!TenantId.isValid(id)) {
            mistakes.add("tenant '%s' must match [a-z0-9-]{1,40}".formatted(id));
        } else if (key != null && !TenantKey.isValid(tenantId(), key)) {
            mistakes.add(
                    "key of tenant '%s' must be fbk_%s_ and 20 to 64 characters of A-Z, a-z and 0-9".formatted(id, id));
        }
        return mistakes;
    }

    TenantId tenantId() {
        return new TenantId(id);
    }

    @Override
    public String toString() {
        return "TenantDraft[id=%s]".formatted(id);
    }
}
