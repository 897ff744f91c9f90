package io.firebreak.chaos.gameday;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The game days that come with Firebreak. */
class LibraryTest {
    private static final Path ROOT =
            Objects.requireNonNull(Path.of("").toAbsolutePath().getParent());

    /** With fewer on average, some tenants would have too few to be scored. */
    private static final double INTENTS_NEEDED = GameDay.SCORED_INTENTS_NEEDED * 1.05;

    static List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(ROOT.resolve("chaos/gamedays"))) {
            return files.map(file -> file.getFileName().toString().replace(".yaml", ""))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void canBeRunAndScoreEveryTenant(String name) {
        GameDay gameDay = GameDayParser.parse(ROOT.resolve("chaos/gamedays/%s.yaml".formatted(name)));
        assertThat(gameDay.method())
                .allSatisfy(
                        step -> assertThat(gameDay.scoredIntentsPerTenant(step)).isGreaterThan(INTENTS_NEEDED));
        assertThat(gameDay.budgets()).as("each says what it may cost").isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("names")
    void hasAPageWithTheCommandThatRunsIt(String name) throws IOException {
        GameDay gameDay = GameDayParser.parse(ROOT.resolve("chaos/gamedays/%s.yaml".formatted(name)));
        assertThat(Files.readString(ROOT.resolve("docs/gamedays/%s.md".formatted(name))))
                .startsWith("# " + gameDay.title() + "\n")
                .contains("./firebreak compare chaos/gamedays/%s.yaml".formatted(name));
        assertThat(Files.readString(ROOT.resolve("docs/game-days.md"))).contains("gamedays/%s.md".formatted(name));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void explainsEveryFault(String fault) throws IOException {
        assertThat(Files.readString(ROOT.resolve("docs/game-days.md"))).contains("| `%s` |".formatted(fault));
    }

    static List<String> faults() {
        return Stream.of(FaultKind.values()).map(FaultKind::label).toList();
    }
}
