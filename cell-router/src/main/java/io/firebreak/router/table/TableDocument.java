package io.firebreak.router.table;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.CellState;
import io.firebreak.assigner.Shard;
import io.firebreak.assigner.TenantId;
import io.firebreak.router.routing.RoutedCell;
import io.firebreak.router.routing.RoutedTenant;
import io.firebreak.router.routing.RoutingTable;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The table as the directory writes it: {@code {"version","cells":[…],"tenants":[…]}}. Members it does not name are for later versions. */
record TableDocument(long version, List<CellEntry> cells, List<TenantEntry> tenants) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .build();

    record CellEntry(String id, int number, String zone, String state, List<String> nodes) {}

    record TenantEntry(String id, long epoch, List<String> cells) {}

    /** Reads and checks a table; a {@link MalformedTableException} when anything about it is not as it must be. */
    static RoutingTable read(byte[] json) {
        try {
            TableDocument document = JSON.readValue(json, TableDocument.class);
            return RoutingTable.of(
                    document.version(),
                    document.cells().stream().map(TableDocument::cell).toList(),
                    document.tenants().stream().map(TableDocument::tenant).toList());
        } catch (JacksonException | IllegalArgumentException | NullPointerException wrong) {
            throw new MalformedTableException(wrong);
        }
    }

    private static RoutedCell cell(CellEntry entry) {
        return new RoutedCell(
                new CellId(entry.id()),
                entry.number(),
                entry.zone(),
                CellState.valueOf(entry.state().toUpperCase(Locale.ROOT)),
                entry.nodes().stream().map(URI::create).toList());
    }

    private static RoutedTenant tenant(TenantEntry entry) {
        return new RoutedTenant(
                new TenantId(entry.id()),
                entry.epoch(),
                new Shard(entry.cells().stream().map(CellId::new).toList()));
    }
}
