package io.firebreak.cell.access;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.firebreak.assigner.TenantId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /internal/v1/tenants/newer} of the directory and of every cell: what is newer than what a cell that was away
 * has of its tenants. Only tenants the asking cell names are spoken of, so it learns nothing of others.
 */
final class NewerTenants {
    /** About 80 KB to ask, and as many entries as two pushes have to answer. */
    static final int LARGEST = 1_000;

    private NewerTenants() {}

    /** @param cell that asks; the directory looks what it is to know */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Question(String cell, List<Known> tenants) {}

    /** What the asking cell has of a tenant. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Known(String id, long epoch, long keysVersion) {
        static Known of(Tenant tenant) {
            return new Known(tenant.id().value(), tenant.epoch(), tenant.keysVersion());
        }

        boolean isOlderThan(Tenant tenant) {
            return epoch < tenant.epoch() || keysVersion < tenant.keysVersion();
        }
    }

    /**
     * The answer.
     *
     * @param tenants those of which the one who is asked knows something newer
     * @param unknown those it does not know at all
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Answer(
            @Nullable List<AccessPush.TenantEntry> tenants,
            @Nullable List<String> unknown) {
        List<Tenant> newer() {
            return tenants == null
                    ? List.of()
                    : tenants.stream().map(AccessPush.TenantEntry::tenant).toList();
        }

        List<TenantId> unknownIds() {
            return unknown == null
                    ? List.of()
                    : unknown.stream()
                            .filter(TenantId::isValid)
                            .map(TenantId::new)
                            .toList();
        }
    }
}
