package io.firebreak.cell.placement;

import io.firebreak.assigner.TenantId;
import io.firebreak.fleet.api.Resources;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who else may be on the host of an instance. */
public sealed interface Tenancy {
    /** Anybody who does not mind either. */
    record Shared() implements Tenancy {}

    /** Only dedicated instances of the same tenant: the host is that tenant's until the last of them is gone. */
    record Dedicated(TenantId tenant) implements Tenancy {}

    /** Nobody and nothing: the instance is the host, as metal is. */
    record WholeHost(TenantId tenant) implements Tenancy {}

    /** What a tenant's instance asks for: metal is the host, dedicated or not. */
    static Tenancy of(TenantId tenant, boolean metal, boolean dedicated) {
        if (metal) {
            return new WholeHost(tenant);
        }
        return dedicated ? new Dedicated(tenant) : new Shared();
    }

    /** Whose the host becomes; empty if nobody's. */
    default Optional<TenantId> owner() {
        return switch (this) {
            case Shared _ -> Optional.empty();
            case Dedicated(TenantId tenant) -> Optional.of(tenant);
            case WholeHost(TenantId tenant) -> Optional.of(tenant);
        };
    }

    /** Whether instances of this tenancy and of another may be on one host. */
    default boolean sharesWith(Tenancy other) {
        return equals(other) && !(this instanceof WholeHost);
    }

    /** Whether an instance may go to a host of {@code owner} of which {@code used} is taken. */
    default boolean allows(@Nullable TenantId owner, Resources used) {
        return switch (this) {
            case Shared _ -> owner == null;
            case Dedicated(TenantId tenant) -> owner == null ? used.equals(Resources.NONE) : owner.equals(tenant);
            case WholeHost _ -> owner == null && used.equals(Resources.NONE);
        };
    }
}
