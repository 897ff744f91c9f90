package io.firebreak.directory;

import static io.firebreak.directory.region.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firebreak.directory.region.RunningDirectory;
import io.firebreak.testdatabase.KillableDatabase;
import io.firebreak.testdatabase.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A directory that is started before its database. */
@ExtendWith(OutputCaptureExtension.class)
class LateDatabaseIT {
    @TempDir
    private Path folder;

    @Test
    void waitsForItsDatabaseAndSaysSo(CapturedOutput output) throws Exception {
        int port = freePort();
        TestDatabase later = at(port);
        CompletableFuture<RunningDirectory> starting =
                CompletableFuture.supplyAsync(() -> RunningDirectory.start(later, "firebreak.database.progress=500ms"));
        eventually(
                "it says what it waits for",
                () -> output.getOut().contains("localhost:%d/postgres since 2 s".formatted(port)));
        assertThat(starting).isNotDone();

        try (KillableDatabase database =
                        KillableDatabase.start(folder.resolve("database").toAbsolutePath(), port);
                RunningDirectory directory = starting.get(60, TimeUnit.SECONDS)) {
            assertThat(database.database()).isEqualTo(later);
            assertThat(directory.get("/admin/v1/cells").status()).isEqualTo(200);
        }
    }

    @Test
    void endsWithOneClearLineWhenItDoesNotCome(CapturedOutput output) throws IOException {
        int port = freePort();

        assertThatThrownBy(() -> RunningDirectory.start(at(port), "firebreak.database.patience=1s"))
                .hasStackTraceContaining("did not answer within 1 s");
        assertThat(output.getAll())
                .contains("The database jdbc:postgresql://localhost:%d/postgres did not answer within 1 s"
                        .formatted(port));
    }

    private static TestDatabase at(int port) {
        return new TestDatabase("postgres", "jdbc:postgresql://localhost:%d/postgres".formatted(port), "postgres", "");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
