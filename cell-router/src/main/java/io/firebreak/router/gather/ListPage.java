package io.firebreak.router.gather;

import io.firebreak.router.wire.Body;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A page of one cell, or of all of them together.
 *
 * @param rows in order
 * @param next where the cell's next page goes on; none for the last page
 */
record ListPage(List<Row> rows, @Nullable Position next) {
    private static final JsonMapper JSON = JsonMapper.shared();

    ListPage {
        rows = List.copyOf(rows);
    }

    /** A row, and the JSON it came as, which is passed on as it is. */
    record Row(Position position, JsonNode json) {}

    /** Reads a cell's page; nothing when it is not one. */
    static Optional<ListPage> read(Body body, ListShape list) {
        try {
            return read(JSON.readTree(body.bytes()), list);
        } catch (JacksonException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<ListPage> read(JsonNode page, ListShape list) {
        JsonNode all = page.path(list.rows());
        if (!all.isArray()) {
            return Optional.empty();
        }
        List<Row> rows = new ArrayList<>(all.size());
        for (JsonNode row : all) {
            Optional<Position> position = Position.of(
                    row.path(list.time()).asString(""), row.path("id").asString(""));
            if (position.isEmpty()) {
                return Optional.empty();
            }
            rows.add(new Row(position.get(), row));
        }
        JsonNode cursor = page.path("nextCursor");
        if (!cursor.isString()) {
            return Optional.of(new ListPage(rows, null));
        }
        return Position.fromCursor(cursor.stringValue()).map(next -> new ListPage(rows, next));
    }
}
