package io.firebreak.cell.lifecycle;

import io.firebreak.assigner.TenantId;
import io.firebreak.cell.audit.AuditTrail;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Changes the tags of instances; what the tags become is checked as a whole. Empty for an instance the tenant does not have. */
@Component
class InstanceTags {
    private final InstanceRepository instances;
    private final InstanceViews views;
    private final AuditTrail audit;

    InstanceTags(InstanceRepository instances, InstanceViews views, AuditTrail audit) {
        this.instances = instances;
        this.views = views;
        this.audit = audit;
    }

    @Transactional
    Optional<InstanceView> replace(TenantId tenant, InstanceId id, Map<String, @Nullable String> tags) {
        Map<String, String> checked = TagRules.check(tags);
        return instances.lock(id.value(), tenant.value()).map(row -> tag(row, checked));
    }

    /** @param patch new values by key; null for tags that are to go */
    @Transactional
    Optional<InstanceView> merge(TenantId tenant, InstanceId id, Map<String, @Nullable String> patch) {
        return instances.lock(id.value(), tenant.value()).map(row -> {
            Map<String, @Nullable String> merged = new HashMap<>(row.tags());
            patch.forEach((key, value) -> {
                if (value == null) {
                    merged.remove(key);
                } else {
                    merged.put(key, value);
                }
            });
            return tag(row, TagRules.check(merged));
        });
    }

    private InstanceView tag(InstanceRow row, Map<String, String> tags) {
        row.tag(tags);
        audit.write(audit.done(List.of(row.id().value())).stream().toList());
        return views.forTenant(row);
    }
}
