package io.firebreak.chaos.predict;

import io.firebreak.assigner.TenantId;
import io.firebreak.chaos.cli.BadInputException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Tenants and their weights as comma-separated lines {@code tenant,weight}. The weight may be missing and is 1 then; a first
 * line that names the columns may be there and decides their order. Every mistake is told with its line.
 */
final class TenantFile {
    private static final String TENANT = "tenant";
    private static final String WEIGHT = "weight";
    /** The same as for a count. */
    static final int MOST_TENANTS = 1_000_000;

    private final String name;
    private final SortedMap<TenantId, Double> weights = new TreeMap<>();
    private int tenantColumn = 0;
    private int weightColumn = 1;

    private TenantFile(String name) {
        this.name = name;
    }

    /** Reads a file, or standard input where its name is {@code -}. */
    static SortedMap<TenantId, Double> read(String name, InputStream standardInput) {
        try (Reader reader = name.equals("-")
                ? new InputStreamReader(standardInput, StandardCharsets.UTF_8)
                : Files.newBufferedReader(Path.of(name))) {
            return parse(name.equals("-") ? "standard input" : name, reader);
        } catch (IOException e) {
            throw new BadInputException(
                    "--tenants is %s: it must be a number, a file that can be read, or - for standard input"
                            .formatted(name));
        }
    }

    /** Reads lines; the name stands in messages. */
    static SortedMap<TenantId, Double> parse(String name, Reader lines) throws IOException {
        TenantFile file = new TenantFile(name);
        BufferedReader reader = new BufferedReader(lines);
        int number = 0;
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            number++;
            if (!line.isBlank()) {
                file.line(
                        number,
                        Stream.of(line.split(",", -1)).map(String::strip).toList());
            }
        }
        if (file.weights.size() < 2 || file.weights.size() > MOST_TENANTS) {
            throw new BadInputException(
                    "%s has %d tenants: they must be 2 to %d".formatted(name, file.weights.size(), MOST_TENANTS));
        }
        return file.weights;
    }

    private void line(int number, List<String> values) {
        if (number == 1 && (values.contains(TENANT) || values.contains(WEIGHT))) {
            header(values);
            return;
        }
        if (values.size() <= tenantColumn || values.size() > 2) {
            throw bad(number, "it has %d values: they must be tenant,weight or tenant".formatted(values.size()));
        }
        double weight =
                values.size() > weightColumn && weightColumn >= 0 ? weight(number, values.get(weightColumn)) : 1;
        if (weights.put(tenant(number, values.get(tenantColumn)), weight) != null) {
            throw bad(number, "tenant %s stands there twice".formatted(values.get(tenantColumn)));
        }
    }

    private void header(List<String> columns) {
        for (String column : columns) {
            if (!column.equals(TENANT) && !column.equals(WEIGHT)) {
                throw bad(1, "column '%s' is unknown: accepted are tenant and weight".formatted(column));
            }
        }
        tenantColumn = columns.indexOf(TENANT);
        weightColumn = columns.indexOf(WEIGHT);
        if (tenantColumn < 0 || columns.size() > 2) {
            throw bad(1, "the columns must be tenant, or tenant and weight");
        }
    }

    private TenantId tenant(int number, String value) {
        try {
            return new TenantId(value);
        } catch (IllegalArgumentException e) {
            throw bad(number, String.valueOf(e.getMessage()));
        }
    }

    private double weight(int number, String value) {
        try {
            double weight = Double.parseDouble(value);
            if (weight > 0 && !Double.isInfinite(weight)) {
                return weight;
            }
        } catch (NumberFormatException e) {
            // told below, as any other weight that is none
        }
        throw bad(number, "weight is '%s': it must be a number above 0".formatted(value));
    }

    private BadInputException bad(int number, String what) {
        return new BadInputException("line %d of %s: %s".formatted(number, name, what));
    }
}
