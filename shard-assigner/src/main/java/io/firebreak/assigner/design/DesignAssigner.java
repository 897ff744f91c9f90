package io.firebreak.assigner.design;

import io.firebreak.assigner.Shard;
import io.firebreak.assigner.ShardAssigner;
import io.firebreak.assigner.TenantId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Gives the tenants of a list the shards of a design, in the order of the list: the first tenant the first shard. A
 * tenant added at the end moves nobody. Kept is one number per tenant.
 */
public final class DesignAssigner implements ShardAssigner {
    private final ShardDesign design;
    private final Map<TenantId, Long> numbers = new HashMap<>();

    private DesignAssigner(ShardDesign design, Collection<TenantId> tenants) {
        this.design = design;
        for (TenantId tenant : tenants) {
            if (numbers.put(tenant, numbers.size() % design.count()) != null) {
                throw new IllegalArgumentException("tenant %s stands twice in the list".formatted(tenant));
            }
        }
    }

    /**
     * Gives every tenant a shard of its own.
     *
     * @throws IllegalArgumentException when there are more tenants than shards, or one stands twice
     */
    public static DesignAssigner exclusive(ShardDesign design, Collection<TenantId> tenants) {
        if (tenants.size() > design.count()) {
            throw new IllegalArgumentException("tenants are %d: they must be 0 to %d, the shards of the design"
                    .formatted(tenants.size(), design.count()));
        }
        return new DesignAssigner(design, tenants);
    }

    /**
     * Starts again with the first shard when all are given; tenants then share whole shards, as few each as can be.
     *
     * @throws IllegalArgumentException when a tenant stands twice
     */
    public static DesignAssigner reusing(ShardDesign design, Collection<TenantId> tenants) {
        return new DesignAssigner(design, tenants);
    }

    /**
     * The shard of a tenant of the list.
     *
     * @throws IllegalArgumentException when the tenant is not of the list
     */
    @Override
    public Shard assign(TenantId tenant) {
        Long number = numbers.get(tenant);
        if (number == null) {
            throw new IllegalArgumentException("tenant %s is not of the list".formatted(tenant));
        }
        return design.shard(number);
    }
}
