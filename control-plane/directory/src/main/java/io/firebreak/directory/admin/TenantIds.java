package io.firebreak.directory.admin;

import io.firebreak.assigner.TenantId;
import io.firebreak.directory.problem.ErrorCode;
import io.firebreak.directory.problem.Refusal;

/** Tenants as paths name them. */
final class TenantIds {
    private TenantIds() {}

    static TenantId parse(String id) {
        if (!TenantId.isValid(id)) {
            throw new Refusal(ErrorCode.INVALID_FIELD, "tenant '%s' must match [a-z0-9-]{1,40}".formatted(id));
        }
        return new TenantId(id);
    }

    static Refusal unknown(TenantId tenant) {
        return new Refusal(ErrorCode.NOT_FOUND, "there is no tenant '%s'".formatted(tenant));
    }
}
