package io.firebreak.chaos.measure;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads and writes a {@link CompareResult}, keys in the order of the records, null written as null. */
public final class ResultJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private ResultJson() {}

    public static String write(Object result) {
        return MAPPER.writeValueAsString(result);
    }

    /** As a tree, in which null stays null whoever writes it. */
    public static JsonNode tree(Object result) {
        return MAPPER.valueToTree(result);
    }

    /** A JSON text as a tree. */
    public static JsonNode parse(String json) {
        return MAPPER.readTree(json);
    }

    /** A part of a tree as what it was made of. */
    public static <T> T read(JsonNode json, Class<T> type) {
        return MAPPER.treeToValue(json, type);
    }

    public static CompareResult read(String json) {
        return MAPPER.readValue(json, CompareResult.class);
    }
}
