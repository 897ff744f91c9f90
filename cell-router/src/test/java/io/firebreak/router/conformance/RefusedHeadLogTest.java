package io.firebreak.router.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.firebreak.router.cells.StrictCell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused by its head alone stands in the access log too, without what a client could write into it. */
class RefusedHeadLogTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "'GET /v1/instances/i-0001b22c90d1e5abc?tag=secret HTTP/1.1', 400, GET, '/v1/instances/{}'",
        "'NOSUCHMETHODATALL /v1/shard HTTP/1.1', 501, -, /v1/shard",
        "'GET  HTTP', 400, -, '{}'",
    })
    void hasALine(String line, int status, String method, String path) throws IOException {
        Path log = folder.resolve("access.json");
        try (StrictCell cell = new StrictCell();
                StartedRouter router = new StartedRouter(
                        cell,
                        folder,
                        "--firebreak.router.access-log.to=file",
                        "--firebreak.router.access-log.file=" + log,
                        "--firebreak.router.access-log.one-in=1")) {
            String host = status == 400 ? "" : "Host: x\r\n";
            assertThat(router.exchange(line + "\r\n" + host + "X-Secret: secret\r\n\r\n"))
                    .singleElement()
                    .satisfies(answer -> assertThat(answer.status()).isEqualTo(status));

            await().until(() -> Files.exists(log) && Files.size(log) > 0);
            assertThat(log)
                    .content()
                    .contains("\"status\":" + status)
                    .contains("\"method\":\"" + method + "\"")
                    .contains("\"path\":\"" + path + "\"")
                    .contains("\"outcome\":\"" + (status < 500 ? "client_error" : "server_error") + "\"")
                    .doesNotContain("secret")
                    .doesNotContain("i-0001");
            assertThat(cell.seen()).isEmpty();
        }
    }

    @Test
    void aHeadThatNeverComesHasOneToo() throws IOException {
        Path log = folder.resolve("access.json");
        try (StrictCell cell = new StrictCell();
                StartedRouter router = new StartedRouter(
                        cell,
                        folder,
                        "--firebreak.router.edge.head-timeout=100ms",
                        "--firebreak.router.access-log.to=file",
                        "--firebreak.router.access-log.file=" + log,
                        "--firebreak.router.access-log.one-in=1")) {
            assertThat(router.exchange("GET /v1/sh"))
                    .singleElement()
                    .satisfies(answer -> assertThat(answer.status()).isEqualTo(408));
            await().until(() -> Files.exists(log) && Files.size(log) > 0);
            assertThat(log).content().contains("\"status\":408").contains("\"method\":\"-\"");
        }
    }
}
