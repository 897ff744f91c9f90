package io.firebreak.chaos.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    private static final InstantSource NOON = InstantSource.fixed(Instant.parse("2026-01-01T12:00:00Z"));

    @TempDir
    Path directory;

    @Test
    void beginsALineOfItsOwnWhereAKilledProgramLeftHalfOfOne() throws IOException {
        Path file = Files.writeString(directory.resolve("journal.jsonl"), "{\"event\":\"outc");
        try (Journal journal = Journal.open(file, NOON)) {
            journal.write("run", Map.of());
        }
        assertThat(Files.readAllLines(file)).hasSize(2);
        assertThat(Files.readAllLines(file).getLast()).contains("\"event\":\"run\"");
    }

    @Test
    void addsLinesToWhatIsThere() throws IOException {
        Path file = directory.resolve("new/journal.jsonl");
        for (int run = 1; run <= 2; run++) {
            try (Journal journal = Journal.open(file, NOON)) {
                journal.write("predicted", Map.of("belowSlo", List.of("t-001"), "seed", run));
                assertThat(Files.readAllLines(file)).hasSize(run);
            }
        }
        assertThat(Files.readAllLines(file).getLast())
                .isEqualTo(
                        "{\"time\":\"2026-01-01T12:00:00Z\",\"event\":\"predicted\",\"belowSlo\":[\"t-001\"],\"seed\":2}");
    }
}
