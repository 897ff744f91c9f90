package io.firebreak.directory.table;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.firebreak.assigner.CellId;
import io.firebreak.directory.assignment.Architecture;
import io.firebreak.directory.cells.RegisteredCell;
import io.firebreak.directory.revision.TableRevision;
import io.firebreak.directory.tenants.TenantLimits;
import io.firebreak.directory.tenants.TenantRecord;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The table as it is written on the wire. */
record RoutingTable(
        long version, String revision, String architecture, List<CellEntry> cells, List<TenantEntry> tenants) {
    record CellEntry(String id, int number, String zone, String state, List<URI> nodes) {
        static CellEntry of(RegisteredCell cell) {
            return new CellEntry(cell.id().value(), cell.number(), cell.zone(), cell.stateName(), cell.nodes());
        }
    }

    /**
     * A tenant.
     *
     * @param formerCells where it may still have instances from an earlier shard; left out when there are none
     * @param rate how many requests of it a router lets through that counts all in one bucket; left out unless all kinds of
     *     calls have a rate
     * @param rates how many of each kind of call; left out when all of them are the router's own business
     */
    record TenantEntry(
            String id,
            long epoch,
            List<String> cells,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> formerCells,
            @JsonInclude(JsonInclude.Include.NON_NULL) TenantLimits.@Nullable Rate rate,
            @JsonInclude(JsonInclude.Include.NON_NULL) TenantLimits.@Nullable Rates rates) {
        static TenantEntry of(TenantRecord tenant) {
            return new TenantEntry(
                    tenant.id().value(),
                    tenant.epoch(),
                    tenant.shard().cells().stream().map(CellId::value).toList(),
                    tenant.formerCells().stream()
                            .filter(cell -> !tenant.shard().contains(cell))
                            .map(CellId::value)
                            .toList(),
                    tenant.limits().ofAllCalls().orElse(null),
                    tenant.limits().ofEachKind().orElse(null));
        }
    }

    static RoutingTable of(
            TableRevision revision, Architecture architecture, List<RegisteredCell> cells, List<TenantRecord> tenants) {
        return new RoutingTable(
                revision.version(),
                revision.toString(),
                architecture.wireName(),
                cells.stream().map(CellEntry::of).toList(),
                tenants.stream().map(TenantEntry::of).toList());
    }

    /** Its name in the record's history. */
    @JsonIgnore
    TableRevision tableRevision() {
        return TableRevision.parse(revision).orElseThrow();
    }
}
