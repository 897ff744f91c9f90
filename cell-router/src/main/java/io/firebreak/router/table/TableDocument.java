package io.firebreak.router.table;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.CellState;
import io.firebreak.assigner.Shard;
import io.firebreak.assigner.TenantId;
import io.firebreak.router.routing.RequestRate;
import io.firebreak.router.routing.RequestRates;
import io.firebreak.router.routing.RoutedCell;
import io.firebreak.router.routing.RoutedTenant;
import io.firebreak.router.routing.RoutingTable;
import io.firebreak.router.routing.TableDelta;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads what the directory writes. A whole table is {@code {"version","revision","cells":[…],"tenants":[…]}}, read a tenant
 * after the other. A document that begins with {@code "since"} says only what changed since the table of that revision, and
 * also {@code "gone":[…]}. Members it does not name are for later versions.
 */
final class TableDocument {
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private static final String VERSION = "version";
    private static final String REVISION = "revision";
    private static final String CELLS = "cells";
    private static final String TENANTS = "tenants";
    private static final String SINCE = "since";
    /** It goes into the next request's URI as it is. */
    private static final Pattern REVISION_SHAPE = Pattern.compile("[0-9A-Za-z.-]{1,80}");

    private final RoutingTable.Builder table = new RoutingTable.Builder();
    private final Set<String> members = new HashSet<>();
    private long version;
    private String revision = "";

    private TableDocument() {}

    record CellEntry(String id, int number, String zone, String state, List<String> nodes) {}

    record TenantEntry(
            String id,
            long epoch,
            List<String> cells,
            @Nullable List<String> formerCells,
            @Nullable RateEntry rate,
            @Nullable RatesEntry rates) {
        /** Rates by kind of call go before one for all, which is for routers that know of no kinds. */
        @Nullable
        RequestRates requestRates() {
            RequestRates byKind = rates == null ? RequestRates.NONE : rates.requestRates();
            if (byKind.countAny()) {
                return byKind;
            }
            return rate == null ? null : RequestRates.ofAll(rate.requestRate());
        }
    }

    /** How many requests of a tenant a router is to let through; left out when that is the router's own business. */
    record RateEntry(double rate, int burst) {
        RequestRate requestRate() {
            return new RequestRate(rate, burst);
        }
    }

    /** The same of each kind of call by itself. */
    record RatesEntry(
            @Nullable RateEntry launch,
            @Nullable RateEntry change,
            @Nullable RateEntry describe,
            @Nullable RateEntry list) {
        RequestRates requestRates() {
            return new RequestRates(of(launch), of(change), of(describe), of(list), null);
        }

        private static @Nullable RequestRate of(@Nullable RateEntry entry) {
            return entry == null ? null : entry.requestRate();
        }
    }

    private record DeltaEntry(
            String since,
            long version,
            String revision,
            List<CellEntry> cells,
            List<TenantEntry> tenants,
            @Nullable List<String> gone) {}

    /** Reads and checks a document; a {@link MalformedTableException} when anything about it is not as it must be. */
    static TableNews read(byte[] json) {
        try (JsonParser parser = JSON.createParser(json)) {
            expect(JsonToken.START_OBJECT, parser.nextToken());
            if (SINCE.equals(parser.nextName())) {
                return new TableNews.Changes(delta(JSON.readValue(json, DeltaEntry.class)));
            }
            return new TableNews.Whole(new TableDocument().read(parser));
        } catch (JacksonException | IllegalArgumentException | NullPointerException wrong) {
            throw new MalformedTableException(wrong);
        }
    }

    /** Reads a document that must be a whole table. */
    static RoutingTable readWhole(byte[] json) {
        return switch (read(json)) {
            case TableNews.Whole(RoutingTable table) -> table;
            case TableNews.Changes _ -> throw new MalformedTableException("changes where a whole table must be");
        };
    }

    private RoutingTable read(JsonParser parser) {
        for (String name = parser.currentName(); name != null; name = parser.nextName()) {
            if (!members.add(name)) {
                throw new IllegalArgumentException("member '%s' stands twice".formatted(name));
            }
            parser.nextToken();
            switch (name) {
                case VERSION -> version = JSON.readValue(parser, long.class);
                case REVISION -> revision = checked(JSON.readValue(parser, String.class));
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
        return table.build(version, revision);
    }

    private static TableDelta delta(DeltaEntry entry) {
        return new TableDelta(
                entry.version(),
                checked(entry.revision()),
                checked(entry.since()),
                entry.cells().stream().map(TableDocument::cell).toList(),
                entry.tenants().stream().map(TableDocument::tenant).toList(),
                entry.gone() == null
                        ? List.of()
                        : entry.gone().stream().map(TenantId::new).toList());
    }

    private static String checked(String revision) {
        if (!REVISION_SHAPE.matcher(revision).matches()) {
            throw new IllegalArgumentException("revision '%s' must match %s".formatted(revision, REVISION_SHAPE));
        }
        return revision;
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
                Objects.requireNonNull(entry.zone()),
                CellState.valueOf(entry.state().toUpperCase(Locale.ROOT)),
                entry.nodes().stream().map(URI::create).toList());
    }

    private static RoutedTenant tenant(TenantEntry entry) {
        return new RoutedTenant(
                new TenantId(entry.id()),
                entry.epoch(),
                new Shard(entry.cells().stream().map(CellId::new).toList()),
                entry.formerCells() == null
                        ? List.of()
                        : entry.formerCells().stream().map(CellId::new).toList(),
                entry.requestRates());
    }
}
