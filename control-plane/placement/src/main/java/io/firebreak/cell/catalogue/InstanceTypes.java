package io.firebreak.cell.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The catalogue: every instance type by name, in the order of the file. Immutable. */
public final class InstanceTypes {
    private static final String RESOURCE = "instance-types.csv";

    private final Map<String, InstanceType> byName;

    private InstanceTypes(Map<String, InstanceType> byName) {
        this.byName = Collections.unmodifiableMap(byName);
    }

    /**
     * The catalogue that is part of the application.
     *
     * @throws InvalidCatalogueException if a line of it is wrong
     */
    public static InstanceTypes load() {
        try (InputStream file = InstanceTypes.class.getResourceAsStream(RESOURCE)) {
            if (file == null) {
                throw new IllegalStateException("the application was built without " + RESOURCE);
            }
            return parse(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot read " + RESOURCE, broken);
        }
    }

    static InstanceTypes parse(String csv) {
        Map<String, InstanceType> byName = new LinkedHashMap<>();
        List<String> lines = csv.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).isBlank() || lines.get(i).startsWith("#")) {
                continue;
            }
            CatalogueLine line = CatalogueLine.of(i + 1, lines.get(i));
            InstanceType type = line.instanceType();
            if (byName.putIfAbsent(type.name(), type) != null) {
                throw line.invalid("name", type.name(), "a name that occurs once");
            }
        }
        if (byName.isEmpty()) {
            throw new InvalidCatalogueException("the catalogue names no instance type in " + lines.size() + " lines");
        }
        return new InstanceTypes(byName);
    }

    public Optional<InstanceType> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    public List<InstanceType> all() {
        return List.copyOf(byName.values());
    }
}
