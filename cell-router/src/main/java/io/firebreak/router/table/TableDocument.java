package io.firebreak.router.table;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.CellState;
import io.firebreak.assigner.Shard;
import io.firebreak.assigner.TenantId;
import io.firebreak.router.routing.RoutedCell;
import io.firebreak.router.routing.RoutedTenant;
import io.firebreak.router.routing.RoutingTable;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the table as the directory writes it: {@code {"version","cells":[…],"tenants":[…]}}, a tenant after the other.
 * Members it does not name are for later versions.
 */
final class TableDocument {
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private static final String VERSION = "version";
    private static final String CELLS = "cells";
    private static final String TENANTS = "tenants";

    private final RoutingTable.Builder table = new RoutingTable.Builder();
    private final Set<String> members = new HashSet<>();
    private long version;

    private TableDocument() {}

    record CellEntry(String id, int number, String zone, String state, List<String> nodes) {}

    record TenantEntry(String id, long epoch, List<String> cells) {}

    /** Reads and checks a table; a {@link MalformedTableException} when anything about it is not as it must be. */
    static RoutingTable read(byte[] json) {
        try (JsonParser parser = JSON.createParser(json)) {
            return new TableDocument().read(parser);
        } catch (JacksonException | IllegalArgumentException | NullPointerException wrong) {
            throw new MalformedTableException(wrong);
        }
    }

    private RoutingTable read(JsonParser parser) {
        expect(JsonToken.START_OBJECT, parser.nextToken());
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            if (!members.add(name)) {
                throw new IllegalArgumentException("member '%s' stands twice".formatted(name));
            }
            parser.nextToken();
            switch (name) {
                case VERSION -> version = JSON.readValue(parser, long.class);
                case CELLS -> eachOf(parser, CellEntry.class, entry -> table.add(cell(entry)));
                case TENANTS -> eachOf(parser, TenantEntry.class, entry -> table.add(tenant(entry)));
                default -> parser.skipChildren();
            }
        }
        expect(JsonToken.END_OBJECT, parser.currentToken());
        expect(null, parser.nextToken());
        if (!members.containsAll(Set.of(VERSION, CELLS, TENANTS))) {
            throw new IllegalArgumentException("a table has %s, %s and %s".formatted(VERSION, CELLS, TENANTS));
        }
        return table.build(version);
    }

    private static <T> void eachOf(JsonParser parser, Class<T> type, Consumer<T> action) {
        expect(JsonToken.START_ARRAY, parser.currentToken());
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            action.accept(JSON.readValue(parser, type));
        }
    }

    private static void expect(@Nullable JsonToken expected, @Nullable JsonToken found) {
        if (found != expected) {
            throw new IllegalArgumentException("%s where %s must be".formatted(found, expected));
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
