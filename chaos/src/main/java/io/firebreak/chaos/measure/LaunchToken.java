package io.firebreak.chaos.measure;

import io.firebreak.assigner.TenantId;

/** A client token in the scope in which it is unique. */
public record LaunchToken(TenantId tenant, String token) {
    @Override
    public String toString() {
        return tenant + "/" + token;
    }
}
