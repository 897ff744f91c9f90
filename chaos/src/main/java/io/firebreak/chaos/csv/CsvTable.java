package io.firebreak.chaos.csv;

import io.firebreak.chaos.cli.BadInputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.LineNumberReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A CSV file, or standard input for {@code -}. Its first line may name the columns; where it does not, they are the accepted
 * ones in their order, and the last of them may be missing. Fields are not quoted: names and numbers need no comma.
 */
public final class CsvTable {
    /** As many tenants as are assigned or simulated at most. */
    private static final int MOST_LINES = 1_000_000;

    private final String name;
    private final List<String> columns;
    private final boolean named;
    private final List<Row> rows = new ArrayList<>();

    private CsvTable(String name, List<String> firstLine, List<String> accepted) {
        this.name = name;
        this.named = firstLine.stream().anyMatch(accepted::contains);
        this.columns = named ? firstLine : accepted;
    }

    /**
     * Reads a file.
     *
     * @param accepted the columns there may be; the first must be there
     * @param standardInput what {@code -} stands for
     * @throws BadInputException when it cannot be read, or has a column or a line that does not fit
     */
    public static CsvTable read(String file, List<String> accepted, InputStream standardInput) {
        String name = file.equals("-") ? "standard input" : file;
        try (LineNumberReader reader = open(file, standardInput)) {
            String line = reader.readLine();
            CsvTable table = new CsvTable(name, line == null ? List.of() : fields(line), accepted);
            if (table.named) {
                table.check(accepted);
                line = reader.readLine();
            }
            while (line != null) {
                if (!line.isBlank()) {
                    table.add(reader.getLineNumber(), line);
                }
                line = reader.readLine();
            }
            return table;
        } catch (NoSuchFileException e) {
            throw new BadInputException(
                    "%s is not there: it must be a CSV file, or - for standard input".formatted(name));
        } catch (IOException | UncheckedIOException e) {
            throw new BadInputException("%s cannot be read as UTF-8 text: %s".formatted(name, e.getMessage()));
        }
    }

    private static LineNumberReader open(String file, InputStream standardInput) throws IOException {
        return new LineNumberReader(
                file.equals("-")
                        ? new InputStreamReader(standardInput, StandardCharsets.UTF_8)
                        : Files.newBufferedReader(Path.of(file)));
    }

    private void check(List<String> accepted) {
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
    }

    private void add(int number, String line) {
        List<String> fields = fields(line);
        if (fields.size() > columns.size() || (named && fields.size() < columns.size())) {
            throw new BadInputException("%s line %d has %d fields: it must have %s%d, as %s"
                    .formatted(
                            name,
                            number,
                            fields.size(),
                            named ? "" : "1 to ",
                            columns.size(),
                            String.join(",", columns)));
        }
        if (rows.size() == MOST_LINES) {
            throw new BadInputException("%s has more than %d lines".formatted(name, MOST_LINES));
        }
        rows.add(new Row(number, fields));
    }

    private static List<String> fields(String line) {
        return Stream.of(line.split(",", -1)).map(String::strip).toList();
    }

    /** The lines that are not blank, without the one that names the columns. */
    public List<Row> rows() {
        return rows;
    }

    /** One line. */
    public final class Row {
        private final int number;
        private final List<String> fields;

        private Row(int number, List<String> fields) {
            this.number = number;
            this.fields = fields;
        }

        /** The field of a column, or something else where the line has none. */
        public String text(String column, String otherwise) {
            int at = columns.indexOf(column);
            return at < 0 || at >= fields.size() ? otherwise : fields.get(at);
        }

        /** A weight: above 0, and 1 where the line has none. */
        public double weight(String column) {
            String text = text(column, "1");
            double weight = number(text);
            if (!(weight > 0) || Double.isInfinite(weight)) {
                throw bad("%s is '%s': it must be a number above 0".formatted(column, text));
            }
            return weight;
        }

        private static double number(String text) {
            try {
                return Double.parseDouble(text);
            } catch (NumberFormatException e) {
                return Double.NaN;
            }
        }

        /** A refusal of this line. */
        public BadInputException bad(String why) {
            return new BadInputException("%s line %d: %s".formatted(name, number, why));
        }
    }
}
