package io.firebreak.cell.idempotency;

import io.firebreak.assigner.TenantId;
import jakarta.persistence.Embeddable;

/** A client token in its tenant's scope. */
@Embeddable
public record TokenKey(String tenant, String token) {
    public static TokenKey of(TenantId tenant, String token) {
        return new TokenKey(tenant.value(), token);
    }

    public TenantId tenantId() {
        return new TenantId(tenant);
    }
}
