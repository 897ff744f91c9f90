package io.firebreak.directory;

import static io.firebreak.directory.region.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.directory.region.Answer;
import io.firebreak.directory.region.CellThatConfirms;
import io.firebreak.directory.region.CellThatHesitates;
import io.firebreak.directory.region.DirectoryProcess;
import io.firebreak.directory.region.RunningDirectory;
import io.firebreak.testdatabase.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The packaged directory as an operator runs it, killed and stopped by signals. */
class DirectoryProcessIT {
    private static final int SIGTERM_EXIT = 143;

    @Test
    void finishesAPushAfterKillNineAndStopsOnSigtermWhileARouterWaits() throws Exception {
        TestDatabase database = TestDatabase.fresh();
        List<String> tenants = RunningDirectory.tenants(50);
        try (var one = new CellThatConfirms();
                var two = new CellThatHesitates();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            try (var killed = DirectoryProcess.start(database)) {
                killed.caller().register(1, one.url());
                killed.caller().register(2, two.url());
                threads.execute(() -> killed.caller().create(tenants));
                eventually("the push is half done", () -> one.tenants().size() == 50 && two.calls() > 0);
                killed.kill();
            }
            two.goOn();
            try (var again = DirectoryProcess.start(database)) {
                eventually(
                        "all tenants are active",
                        () -> again.caller().table().ids("tenants").equals(tenants));

                long version = again.caller().version();
                CompletableFuture<Answer> poll = CompletableFuture.supplyAsync(
                        () -> again.caller().get("/internal/v1/table?version=%d&waitSeconds=60".formatted(version)),
                        threads);
                eventually("the router waits", () -> again.figure("firebreak_directory_table_waiting") == 1);
                long asked = System.nanoTime();

                assertThat(again.terminate(Duration.ofSeconds(10))).isEqualTo(SIGTERM_EXIT);
                System.out.printf(
                        "exited %d ms after SIGTERM%n",
                        Duration.ofNanos(System.nanoTime() - asked).toMillis());
                assertThat(poll.get(1, TimeUnit.SECONDS).status()).isEqualTo(304);
            }
        }
    }
}
