package io.firebreak.chaos.assign;

import io.firebreak.chaos.cli.BadInputException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A CSV file whose first line names its columns, or standard input for {@code -}. Fields are not quoted: names and numbers
 * need no comma. Every refusal names the file, the line and what is accepted.
 */
final class CsvTable {
    /** As many tenants as {@code predict} takes. */
    private static final int MOST_LINES = 1_000_000;

    private final String name;
    private final List<String> columns;
    private final List<Row> rows = new ArrayList<>();

    private CsvTable(String name, List<String> columns) {
        this.name = name;
        this.columns = columns;
    }

    /**
     * Reads a file.
     *
     * @param accepted the columns there may be; the first must be there
     * @throws BadInputException when it cannot be read, or has a column or a line that does not fit
     */
    static CsvTable read(String file, List<String> accepted) {
        String name = file.equals("-") ? "standard input" : file;
        try (BufferedReader reader = open(file)) {
            CsvTable table = new CsvTable(name, header(name, reader.readLine(), accepted));
            int number = 1;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                if (!line.isBlank()) {
                    table.add(number, line);
                }
            }
            return table;
        } catch (NoSuchFileException e) {
            throw new BadInputException(
                    "%s is not there: it must be a CSV file, or - for standard input".formatted(name));
        } catch (IOException | UncheckedIOException e) {
            throw new BadInputException("%s cannot be read as UTF-8 text: %s".formatted(name, e.getMessage()));
        }
    }

    private static BufferedReader open(String file) throws IOException {
        return file.equals("-")
                ? new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
                : Files.newBufferedReader(Path.of(file));
    }

    private static List<String> header(String name, @Nullable String line, List<String> accepted) {
        List<String> columns = line == null ? List.of() : fields(line);
        Set<String> seen = new HashSet<>();
        for (String column : columns) {
            if (!accepted.contains(column)) {
                throw new BadInputException("%s has the column '%s': its first line must name columns out of %s"
                        .formatted(name, column, String.join(",", accepted)));
            }
            if (!seen.add(column)) {
                throw new BadInputException("%s has the column '%s' twice".formatted(name, column));
            }
        }
        if (!columns.contains(accepted.getFirst())) {
            throw new BadInputException("%s has no column '%s': its first line must name columns out of %s"
                    .formatted(name, accepted.getFirst(), String.join(",", accepted)));
        }
        return columns;
    }

    private void add(int number, String line) {
        List<String> fields = fields(line);
        if (fields.size() != columns.size()) {
            throw new BadInputException("%s line %d has %d fields: it must have %d, as %s"
                    .formatted(name, number, fields.size(), columns.size(), String.join(",", columns)));
        }
        if (rows.size() == MOST_LINES) {
            throw new BadInputException("%s has more than %d lines".formatted(name, MOST_LINES));
        }
        rows.add(new Row(number, fields));
    }

    private static List<String> fields(String line) {
        return List.of(line.split(",", -1)).stream().map(String::strip).toList();
    }

    List<Row> rows() {
        return rows;
    }

    /** One line. */
    final class Row {
        private final int number;
        private final List<String> fields;

        private Row(int number, List<String> fields) {
            this.number = number;
            this.fields = fields;
        }

        /** The field of a column, or something else where there is no such column. */
        String text(String column, String otherwise) {
            int at = columns.indexOf(column);
            return at < 0 ? otherwise : fields.get(at);
        }

        /** A weight: above 0, and 1 where there is no such column. */
        double weight(String column) {
            String text = text(column, "1");
            double weight;
            try {
                weight = Double.parseDouble(text);
            } catch (NumberFormatException e) {
                throw bad("%s is '%s': it must be a number above 0".formatted(column, text));
            }
            if (!(weight > 0) || Double.isInfinite(weight)) {
                throw bad("%s is %s: it must be a number above 0".formatted(column, text));
            }
            return weight;
        }

        /** A refusal of this line. */
        BadInputException bad(String why) {
            return new BadInputException("%s line %d: %s".formatted(name, number, why));
        }
    }
}
