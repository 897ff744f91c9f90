package io.firebreak.chaos.attack;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import tools.jackson.databind.JsonNode;

/**
 * A call as an OpenAPI document describes it.
 *
 * @param path with variables in braces
 * @param query names of the parameters of its query
 * @param body an example of its body
 * @param mediaType of the body
 */
public record ApiCall(
        String method, String path, List<String> query, Optional<JsonNode> body, String mediaType, boolean hasBody) {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    public ApiCall {
        query = List.copyOf(query);
    }

    /** All calls of a document. */
    public static List<ApiCall> of(JsonNode document) {
        List<ApiCall> calls = new ArrayList<>();
        document.path("paths")
                .propertyStream()
                .forEach(path -> path.getValue()
                        .propertyStream()
                        .filter(operation -> METHODS.contains(operation.getKey()))
                        .forEach(operation -> calls.add(
                                of(operation.getKey().toUpperCase(Locale.ROOT), path.getKey(), operation.getValue()))));
        return calls;
    }

    private static ApiCall of(String method, String path, JsonNode operation) {
        var content = operation.path("requestBody").path("content").properties().stream()
                .findFirst();
        return new ApiCall(
                method,
                path,
                operation
                        .path("parameters")
                        .valueStream()
                        .filter(parameter -> parameter.path("in").asString("").equals("query"))
                        .map(parameter -> parameter.path("name").asString())
                        .toList(),
                content.map(media -> media.getValue().path("example")).filter(example -> !example.isMissingNode()),
                content.map(Map.Entry::getKey).orElse("application/json"),
                content.isPresent());
    }

    public boolean changes() {
        return !method.equals("GET");
    }

    /** Whether its path names one thing. */
    public boolean namesOne() {
        return path.indexOf('{') >= 0;
    }

    /** Its path with one text for every variable, as it stands. */
    public String pathOf(String variable) {
        return path.replaceAll("\\{[^}]*}", Matcher.quoteReplacement(variable));
    }
}
