package io.firebreak.router.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A router divides calls as cells do: {@code CallClassTest} of the cell reads the same table. */
class CallClassTest {
    private static final Path PROTOCOL = Path.of("../docs/protocol.md");
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `([A-Z]+) (/v1/[^`]*)` \\| `(launch|change|describe|list)` \\|$");

    @Test
    void countsEveryCallAsTheProtocolSays() throws IOException {
        List<MatchResult> rows =
                ROW.matcher(Files.readString(PROTOCOL)).results().toList();

        assertThat(rows).hasSizeGreaterThan(15);
        assertThat(rows.stream().map(row -> row.group(3)).distinct()).hasSize(CallClass.values().length);
        for (MatchResult row : rows) {
            String method = row.group(1);
            String path = row.group(2).replace("{id}", "i-00100000000000001");
            assertThat(CallClass.of(method, path).tag()).as(row.group()).isEqualTo(row.group(3));
            assertThat(RequestTarget.of(method, path))
                    .as(row.group())
                    .isNotInstanceOfAny(RequestTarget.NoSuchPath.class, RequestTarget.WrongMethod.class);
        }
    }
}
