package io.firebreak.cell.openapi;

import io.firebreak.cell.edge.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The examples of the API's description, from two files beside this class: calls by operation, problems by code. */
@Component
class Examples {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Map<String, Map<String, Object>> calls = read("calls.json");
    private final Map<String, Map<String, Object>> problems = read("problems.json");

    private static Map<String, Map<String, Object>> read(String file) {
        try (InputStream in = Examples.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("the application was built without " + file);
            }
            return JSON.readValue(in.readAllBytes(), new TypeReference<>() {});
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot read " + file, broken);
        }
    }

    Optional<Object> request(String operation) {
        return Optional.ofNullable(calls.getOrDefault(operation, Map.of()).get("request"));
    }

    Optional<Object> response(String operation) {
        return Optional.ofNullable(calls.getOrDefault(operation, Map.of()).get("response"));
    }

    /** A whole problem document, with what is typical for its code. */
    Map<String, Object> problem(ErrorCode code) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("type", "about:blank");
        document.put("title", code.title());
        document.put("status", code.status().value());
        document.put("code", code.name());
        document.put("detail", code.title());
        document.putAll(problems.getOrDefault(code.name(), Map.of()));
        return document;
    }
}
