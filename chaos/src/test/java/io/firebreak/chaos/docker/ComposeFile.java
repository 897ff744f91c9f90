package io.firebreak.chaos.docker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;

/** The services of the compose files of this repository, with their environment as the later file leaves it. */
public final class ComposeFile {
    private static final Path ROOT =
            Objects.requireNonNull(Path.of("").toAbsolutePath().getParent());

    private ComposeFile() {}

    /** Services by name. */
    public static Map<String, Map<String, String>> services(String... files) throws IOException {
        Map<String, Map<String, String>> services = new LinkedHashMap<>();
        for (String file : files) {
            Map<String, Object> read = new Yaml().load(Files.readString(ROOT.resolve(file)));
            mapping(read.get("services")).forEach((service, body) -> {
                Map<String, String> environment = services.computeIfAbsent(service, _ -> new HashMap<>());
                mapping(mapping(body).get("environment"))
                        .forEach((name, value) -> environment.put(name, value.toString()));
            });
        }
        return services;
    }

    private static Map<String, Object> mapping(@Nullable Object node) {
        Map<String, Object> mapping = new LinkedHashMap<>();
        if (node instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                if (value != null) {
                    mapping.put(String.valueOf(key), value);
                }
            });
        }
        return mapping;
    }
}
