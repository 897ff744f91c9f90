package io.firebreak.directory.table;

import io.firebreak.assigner.CellId;
import io.firebreak.directory.assignment.Architecture;
import io.firebreak.directory.cells.RegisteredCell;
import io.firebreak.directory.tenants.TenantRecord;
import java.net.URI;
import java.util.List;

/** The table as it is written on the wire. */
record RoutingTable(long version, String architecture, List<CellEntry> cells, List<TenantEntry> tenants) {
    record CellEntry(String id, int number, String zone, String state, List<URI> nodes) {
        static CellEntry of(RegisteredCell cell) {
            return new CellEntry(cell.id().value(), cell.number(), cell.zone(), cell.stateName(), cell.nodes());
        }
    }

    record TenantEntry(String id, long epoch, List<String> cells) {
        static TenantEntry of(TenantRecord tenant) {
            return new TenantEntry(
                    tenant.id().value(),
                    tenant.epoch(),
                    tenant.shard().cells().stream().map(CellId::value).toList());
        }
    }

    static RoutingTable of(
            long version, Architecture architecture, List<RegisteredCell> cells, List<TenantRecord> tenants) {
        return new RoutingTable(
                version,
                architecture.wireName(),
                cells.stream().map(CellEntry::of).toList(),
                tenants.stream().map(TenantEntry::of).toList());
    }
}
