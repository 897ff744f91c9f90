package io.firebreak.cell.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.firebreak.cell.harness.FleetInMemory;
import io.firebreak.cell.harness.TestCell;
import io.firebreak.testdatabase.KillableDatabase;
import io.firebreak.testdatabase.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A node that is started before its database. */
@ExtendWith(OutputCaptureExtension.class)
class LateDatabaseIT {
    private static final Path CELL_JAR = Path.of("target", "firebreak-cell-0.1.0-SNAPSHOT-exec.jar");

    @TempDir
    private Path directory;

    @Test
    void waitsForADatabaseThatIsStartedFiveSecondsLaterAndSaysSo(CapturedOutput output) throws Exception {
        int port = JarProcess.freePort();
        TestDatabase later =
                new TestDatabase("postgres", "jdbc:postgresql://localhost:%d/postgres".formatted(port), "postgres", "");
        CompletableFuture<TestCell> starting = CompletableFuture.supplyAsync(
                () -> TestCell.start("cell-1", later, FleetInMemory.ofC5Hosts(1), "--firebreak.database.progress=1s"));
        awaitLine(output, "localhost:%d/postgres since 5 s, for 300 s at most".formatted(port));
        assertThat(starting).isNotDone();

        try (KillableDatabase database =
                        KillableDatabase.start(directory.resolve("database").toAbsolutePath(), port);
                TestCell cell = starting.get(60, TimeUnit.SECONDS).withTenant("t-1", "cell-1")) {
            assertThat(database.database()).isEqualTo(later);
            assertThat(cell.launch("t-1", "first", 1).status()).isEqualTo(201);
            assertThat(output)
                    .containsPattern("database jdbc:postgresql://localhost:%d/postgres answers after".formatted(port));
        }
    }

    @Test
    void endsWithOneClearLineWhenTheDatabaseDoesNotCome() throws Exception {
        assumeThat(CELL_JAR).exists();
        Path log = directory.resolve("log");
        int port = JarProcess.freePort();
        try (JarProcess node = JarProcess.start(
                CELL_JAR,
                log,
                List.of(
                        "--firebreak.cell.id=cell-1",
                        "--firebreak.cell.number=1",
                        "--firebreak.cell.zone=zone-1",
                        "--firebreak.cell.node=node-1",
                        "--firebreak.cell.fleet-url=http://127.0.0.1:1",
                        "--firebreak.cell.internal-secret=internal-secret-of-tests",
                        "--firebreak.database.patience=2s",
                        "--spring.datasource.url=jdbc:postgresql://localhost:%d/postgres?password=not-to-be-told"
                                .formatted(port),
                        "--spring.datasource.username=postgres"))) {
            assertThat(node.awaitExit()).isEqualTo(1);
        }
        assertThat(Files.readString(log))
                .contains("The database jdbc:postgresql://localhost:%d/postgres did not answer within 2 s"
                        .formatted(port))
                .doesNotContain("\tat ")
                .doesNotContain("not-to-be-told");
    }

    private static void awaitLine(CapturedOutput output, String line) {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(60));
        while (!output.getOut().contains(line)) {
            assertThat(Instant.now()).as("not within a minute: %s", line).isBefore(deadline);
            JarProcess.sleep(100);
        }
    }
}
