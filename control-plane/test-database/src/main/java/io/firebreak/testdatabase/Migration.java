package io.firebreak.testdatabase;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One migration of a module's schema. */
public record Migration(int version, Path file) {
    private static final Path FOLDER = Path.of("src", "main", "resources", "db", "migration");
    private static final Pattern NAME = Pattern.compile("V(\\d+)__[a-z_]+\\.sql");

    /** Those of the module whose tests run, by version; {@link IllegalStateException} for a file that is not named as one. */
    public static List<Migration> ofThisModule() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(Migration::of)
                    .sorted(Comparator.comparingInt(Migration::version))
                    .toList();
        }
    }

    /** What it does that {@link MigrationRules} forbid. */
    public List<String> broken() throws IOException {
        return MigrationRules.broken(Files.readString(file));
    }

    private static Migration of(Path file) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        if (!name.matches()) {
            throw new IllegalStateException("%s is not named as %s".formatted(file, NAME));
        }
        return new Migration(Integer.parseInt(name.group(1)), file);
    }
}
