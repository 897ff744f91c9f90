package io.firebreak.chaos.journal;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.Shard;
import io.firebreak.assigner.TenantId;
import io.firebreak.chaos.measure.MeasuredTenant;
import io.firebreak.chaos.measure.Slo;
import java.util.List;

/**
 * What is known of a day before it begins.
 *
 * @param number counted from 1 over the whole run
 * @param study the {@link RecordedStudy#name} it is of
 * @param gameday its title
 * @param cells of the region
 * @param shardSize the most cells a tenant is mapped to
 */
public record DayHeader(
        int number,
        String study,
        String gameday,
        String architecture,
        long seed,
        int cells,
        int shardSize,
        Slo slo,
        List<Tenant> tenants) {
    public DayHeader {
        tenants = List.copyOf(tenants);
    }

    /** A tenant with the cells of its shard, as names. */
    public record Tenant(String id, List<String> cells, boolean leftOut) {
        public Tenant {
            cells = List.copyOf(cells);
        }

        /** A tenant whose day is about to be measured. */
        public static Tenant of(MeasuredTenant tenant) {
            return new Tenant(
                    tenant.id().value(),
                    tenant.shard().cells().stream().map(CellId::value).toList(),
                    tenant.leftOut());
        }

        private MeasuredTenant measured() {
            Shard shard = new Shard(cells.stream().map(CellId::new).toList());
            return new MeasuredTenant(new TenantId(id), shard, leftOut);
        }
    }

    /** The tenants as they are measured. */
    List<MeasuredTenant> measured() {
        return tenants.stream().map(Tenant::measured).toList();
    }
}
