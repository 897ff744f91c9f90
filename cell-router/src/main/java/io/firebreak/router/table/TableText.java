package io.firebreak.router.table;

import io.firebreak.router.routing.CallClass;
import io.firebreak.router.routing.RequestRate;
import io.firebreak.router.routing.RequestRates;
import io.firebreak.router.routing.RoutedCell;
import io.firebreak.router.routing.RoutingTable;
import io.firebreak.router.routing.TenantRoutes;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.databind.json.JsonMapper;

/** Writes a table as the directory does, a tenant after the other; {@link TableDocument} reads it back. */
final class TableText {
    /** The file goes on after the table. */
    private static final JsonMapper JSON =
            JsonMapper.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

    private TableText() {}

    static void write(RoutingTable table, OutputStream out) throws IOException {
        try {
            generate(table, out);
        } catch (JacksonIOException full) {
            throw new IOException(full.getMessage(), full);
        }
    }

    private static void generate(RoutingTable table, OutputStream out) {
        try (JsonGenerator json = JSON.createGenerator(out, JsonEncoding.UTF8)) {
            json.writeStartObject();
            json.writeNumberProperty("version", table.version());
            json.writeStringProperty("revision", table.revision());
            json.writeArrayPropertyStart("cells");
            table.cells().forEach(cell -> write(cell, json));
            json.writeEndArray();
            json.writeArrayPropertyStart("tenants");
            table.forEachPublished(tenant -> write(tenant, json));
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static void write(RoutedCell cell, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("id", cell.id().value());
        json.writeNumberProperty("number", cell.number());
        json.writeStringProperty("zone", cell.zone());
        json.writeStringProperty("state", cell.state().name().toLowerCase(Locale.ROOT));
        json.writeArrayPropertyStart("nodes");
        cell.nodes().forEach(node -> json.writeString(node.toString()));
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(TenantRoutes tenant, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("id", tenant.tenant().value());
        json.writeNumberProperty("epoch", tenant.epoch());
        write("cells", tenant.members(), json);
        if (!tenant.former().isEmpty()) {
            write("formerCells", tenant.former(), json);
        }
        RequestRates rates = tenant.rates();
        if (rates != null) {
            write(rates, json);
        }
        json.writeEndObject();
    }

    private static void write(RequestRates rates, JsonGenerator json) {
        write("rate", rates.together(), json);
        if (rates.tellKindsApart()) {
            json.writeObjectPropertyStart("rates");
            for (CallClass calls : CallClass.values()) {
                write(calls.tag(), rates.of(calls), json);
            }
            json.writeEndObject();
        }
    }

    private static void write(String name, @Nullable RequestRate rate, JsonGenerator json) {
        if (rate != null) {
            json.writeObjectPropertyStart(name);
            json.writeNumberProperty("rate", rate.perSecond());
            json.writeNumberProperty("burst", rate.burst());
            json.writeEndObject();
        }
    }

    private static void write(String name, List<RoutedCell> cells, JsonGenerator json) {
        json.writeArrayPropertyStart(name);
        cells.forEach(cell -> json.writeString(cell.id().value()));
        json.writeEndArray();
    }
}
