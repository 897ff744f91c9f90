package io.firebreak.directory.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.testdatabase.MigrationRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every migration since the rule was made leaves a schema the version before can run on. */
class MigrationsTest {
    private static final Path MIGRATIONS = Path.of("src", "main", "resources", "db", "migration");
    private static final Pattern NAME = Pattern.compile("V(\\d+)__[a-z_]+\\.sql");
    /** Those up to this one are older than the rule. */
    private static final int BEFORE_THE_RULE = 3;
    /** Those that take something away on purpose, each with a comment that names the release which no longer needed it. */
    private static final Set<Integer> CONTRACTING = Set.of();

    @Test
    void theVersionBeforeCanRunOnEachOfThem() throws IOException {
        for (Path migration : migrations()) {
            if (version(migration) > BEFORE_THE_RULE && !CONTRACTING.contains(version(migration))) {
                assertThat(MigrationRules.broken(Files.readString(migration)))
                        .as("%s, by docs/operations.md", migration)
                        .isEmpty();
            }
        }
    }

    @Test
    void theyAreNamedAndNumberedWithoutAGap() throws IOException {
        assertThat(migrations().stream().map(MigrationsTest::version).sorted().toList())
                .isEqualTo(Stream.iterate(1, number -> number + 1)
                        .limit(migrations().size())
                        .toList())
                .hasSizeGreaterThanOrEqualTo(BEFORE_THE_RULE);
    }

    private static List<Path> migrations() throws IOException {
        try (Stream<Path> files = Files.list(MIGRATIONS)) {
            return files.toList();
        }
    }

    private static int version(Path migration) {
        Matcher name = NAME.matcher(migration.getFileName().toString());
        assertThat(name.matches()).as("%s is named as %s", migration, NAME).isTrue();
        return Integer.parseInt(name.group(1));
    }
}
