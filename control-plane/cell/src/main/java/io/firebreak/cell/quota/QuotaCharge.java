package io.firebreak.cell.quota;

import io.firebreak.assigner.TenantId;

/** What one launch takes of its tenant's quotas. */
public record QuotaCharge(TenantId tenant, Usage amount) {}
