package io.firebreak.directory.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.testdatabase.Migration;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every migration since the rule was made leaves a schema the version before can run on. */
class MigrationsTest {
    /** Those up to this one are older than the rule. */
    private static final int BEFORE_THE_RULE = 3;
    /** Those that take something away on purpose, each with a comment that names the release which no longer needed it. */
    private static final Set<Integer> CONTRACTING = Set.of();

    @Test
    void theVersionBeforeCanRunOnEachOfThem() throws IOException {
        for (Migration migration : Migration.ofThisModule()) {
            if (migration.version() > BEFORE_THE_RULE && !CONTRACTING.contains(migration.version())) {
                assertThat(migration.broken())
                        .as("%s, by docs/operations.md", migration.file())
                        .isEmpty();
            }
        }
    }

    @Test
    void theyAreNamedAndNumberedWithoutAGap() throws IOException {
        List<Migration> migrations = Migration.ofThisModule();
        assertThat(migrations.stream().map(Migration::version).toList())
                .isEqualTo(Stream.iterate(1, number -> number + 1)
                        .limit(migrations.size())
                        .toList())
                .hasSizeGreaterThanOrEqualTo(BEFORE_THE_RULE);
    }
}
