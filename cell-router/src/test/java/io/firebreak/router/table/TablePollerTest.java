package io.firebreak.router.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.firebreak.assigner.TenantId;
import io.firebreak.router.cells.CellThatAnswers;
import io.firebreak.router.cells.CellThatAnswers.Answer;
import io.firebreak.router.cells.CellThatRefusesConnections;
import io.firebreak.router.cells.SeenRequest;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class TablePollerTest {
    private static final TableSettings SETTINGS = new TableSettings(
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofMillis(20),
            Duration.ofMillis(100),
            DataSize.ofKilobytes(64),
            0.3);

    @TempDir
    private Path folder;

    private final TableKeeper keeper = new TableKeeper(InstantSource.system(), List.of());

    @Test
    void followsTheDirectoryAndRefusesWhatIsMalformedOrOlder() {
        try (CellThatAnswers directory = new CellThatAnswers(publishing(3));
                TablePoller poller = poller(directory.url())) {
            poller.start();
            awaitVersion(3);
            assertThat(directory.seen().getFirst().header("Authorization")).isEqualTo("Bearer secret");

            directory.becomes(request -> Answer.of(200, table(2, 0)));
            awaitCalls(directory, 3);
            directory.becomes(request -> Answer.of(200, "{\"version\":9}"));
            awaitCalls(directory, 3);
            directory.becomes(request -> Answer.of(500, ""));
            awaitCalls(directory, 3);
            assertThat(keeper.version()).isEqualTo(3);

            directory.becomes(publishing(4));
            awaitVersion(4);
        }
    }

    @Test
    void startsFromDiskWhileTheDirectoryIsDead() {
        try (CellThatAnswers directory = new CellThatAnswers(publishing(5));
                TablePoller poller = poller(directory.url())) {
            poller.start();
            awaitVersion(5);
            await().until(() -> Files.exists(folder.resolve("table")));
        }
        TableKeeper later = new TableKeeper(InstantSource.system(), List.of());
        try (CellThatRefusesConnections dead = new CellThatRefusesConnections();
                TablePoller poller = poller(dead.url(), later)) {
            poller.start();
            assertThat(later.version()).isEqualTo(5);
            assertThat(later.age().orElseThrow()).isPositive();
        }
    }

    @Test
    void refusesATornFileAndTakesTheTableOfTheDirectory() throws IOException {
        Files.writeString(folder.resolve("table"), "firebreak-routing-table-1 torn");
        try (CellThatAnswers directory = new CellThatAnswers(publishing(6));
                TablePoller poller = poller(directory.url())) {
            poller.start();
            awaitVersion(6);
        }
    }

    @Test
    void findsADirectoryThatComesBack() {
        try (CellThatRefusesConnections dead = new CellThatRefusesConnections();
                TablePoller poller = poller(dead.url())) {
            poller.start();
            assertThat(keeper.current()).isEmpty();
            try (CellThatAnswers directory = new CellThatAnswers(dead.port(), publishing(7))) {
                awaitVersion(7);
                assertThat(directory.seen().getFirst().uri()).isEqualTo("/internal/v1/table?version=-1&waitSeconds=1");
            }
        }
    }

    @Test
    void refusesATableThatWouldUnmapManyTenantsAtOnce() {
        try (CellThatAnswers directory = new CellThatAnswers(publishing(1, 10));
                TablePoller poller = poller(directory.url())) {
            poller.start();
            awaitVersion(1);
            directory.becomes(publishing(2, 6));
            awaitCalls(directory, 3);
            assertThat(keeper.version()).isEqualTo(1);
            assertThat(keeper.tenantCount()).isEqualTo(10);

            directory.becomes(publishing(3, 7));
            awaitVersion(3);
        }
    }

    @Test
    void asksForChangesAndTakesThemIn() {
        String first = table(1, 10).replace("\"version\":1", "\"version\":1,\"revision\":\"1.a\"");
        String changes = """
                {"since":"1.a","version":2,"revision":"2.b","cells":[],"tenants":[\
                {"id":"t-3","epoch":2,"cells":["cell-1"]}],"gone":["t-4"]}""";
        try (CellThatAnswers directory =
                        new CellThatAnswers(request -> request.uri().contains("since=2.b")
                                ? nothingNewForAWhile()
                                : Answer.of(200, request.uri().contains("since=1.a") ? changes : first));
                TablePoller poller = poller(directory.url())) {
            poller.start();
            awaitVersion(2);
            assertThat(keeper.tenantCount()).isEqualTo(9);
            assertThat(keeper.current()
                            .orElseThrow()
                            .routesOf(new TenantId("t-3"))
                            .orElseThrow()
                            .epoch())
                    .isEqualTo(2);
            await().until(() -> Files.exists(folder.resolve("table.deltas")));
        }
        TableKeeper later = new TableKeeper(InstantSource.system(), List.of());
        try (CellThatRefusesConnections dead = new CellThatRefusesConnections();
                TablePoller poller = poller(dead.url(), later)) {
            poller.start();
            assertThat(later.revision()).isEqualTo("2.b");
            assertThat(later.tenantCount()).isEqualTo(9);
        }
    }

    @Test
    void refusesChangesThatWouldUnmapManyTenantsOrAreOfAnotherTable() {
        String first = table(1, 10).replace("\"version\":1", "\"version\":1,\"revision\":\"1.a\"");
        String changes =
                "{\"since\":\"%s\",\"version\":2,\"revision\":\"2.b\",\"cells\":[],\"tenants\":[],\"gone\":[%s]}";
        try (CellThatAnswers directory = new CellThatAnswers(request -> Answer.of(200, first));
                TablePoller poller = poller(directory.url())) {
            poller.start();
            awaitVersion(1);
            for (String wrong : List.of(
                    changes.formatted("1.a", "\"t-1\",\"t-2\",\"t-3\",\"t-4\""), changes.formatted("1.x", "\"t-1\""))) {
                directory.becomes(request -> Answer.of(200, wrong));
                awaitCalls(directory, 3);
                assertThat(keeper.version()).isEqualTo(1);
            }
            directory.becomes(request -> Answer.of(200, changes.formatted("1.a", "\"t-1\",\"t-2\",\"t-3\"")));
            awaitVersion(2);
        }
    }

    @Test
    void goesBackToAnOlderVersionOnlyWhenTheDirectoryNeverHadOurs() {
        String ours = table(5, 1).replace("\"version\":5", "\"version\":5,\"revision\":\"5.a\"");
        String restored = table(3, 1).replace("\"version\":3", "\"version\":3,\"revision\":\"3.b\"");
        try (CellThatAnswers directory = new CellThatAnswers(request -> Answer.of(200, ours));
                TablePoller poller = poller(directory.url())) {
            poller.start();
            awaitVersion(5);
            directory.becomes(request -> Answer.of(200, restored));
            awaitCalls(directory, 3);
            assertThat(keeper.version()).isEqualTo(5);

            directory.becomes(request -> request.uri().contains("since=5.a")
                    ? new Answer(200, Map.of("Firebreak-Table-Instead-Of", "5.a"), restored)
                    : nothingNewForAWhile());
            awaitVersion(3);
        }
    }

    /** A directory whose table has this version: it answers older askers at once and lets the others wait a little. */
    private static Function<SeenRequest, Answer> publishing(int version) {
        return publishing(version, 0);
    }

    private static Function<SeenRequest, Answer> publishing(int version, int tenants) {
        return request -> {
            if (!request.uri().contains("version=%d&".formatted(version))) {
                return Answer.of(200, table(version, tenants));
            }
            return nothingNewForAWhile();
        };
    }

    private static Answer nothingNewForAWhile() {
        try {
            Thread.sleep(Duration.ofMillis(20));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Answer.of(304, "");
    }

    private static String table(int version, int tenants) {
        String entries = IntStream.range(0, tenants)
                .mapToObj("{\"id\":\"t-%d\",\"epoch\":1,\"cells\":[\"cell-1\"]}"::formatted)
                .collect(Collectors.joining(","));
        return ("{\"version\":%d,\"architecture\":\"shuffle\",\"cells\":[{\"id\":\"cell-1\",\"number\":1,\"zone\":\"z\","
                        + "\"state\":\"active\",\"nodes\":[]}],\"tenants\":[%s]}")
                .formatted(version, entries);
    }

    private TablePoller poller(URI directory) {
        return poller(directory, keeper);
    }

    private TablePoller poller(URI directory, TableKeeper into) {
        return new TablePoller(
                new DirectoryClient(directory, "secret", SETTINGS, null),
                folder.resolve("table"),
                into,
                SETTINGS,
                InstantSource.system(),
                new Random(1),
                new SimpleMeterRegistry());
    }

    private void awaitVersion(long version) {
        await().atMost(Duration.ofSeconds(10)).until(() -> keeper.version() == version);
    }

    private static void awaitCalls(CellThatAnswers directory, int more) {
        int before = directory.seen().size();
        await().atMost(Duration.ofSeconds(10)).until(() -> directory.seen().size() >= before + more);
    }
}
