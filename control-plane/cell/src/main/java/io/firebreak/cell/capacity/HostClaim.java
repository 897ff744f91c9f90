package io.firebreak.cell.capacity;

import io.firebreak.cell.placement.Tenancy;
import io.firebreak.fleet.api.Resources;

/** What is to be taken of a host, and who else may be there then. */
public record HostClaim(Resources amount, Tenancy tenancy) {
    /** Both together; the other's tenancy is one that shares a host with this one. */
    public HostClaim plus(HostClaim other) {
        return new HostClaim(amount.plus(other.amount), tenancy);
    }
}
