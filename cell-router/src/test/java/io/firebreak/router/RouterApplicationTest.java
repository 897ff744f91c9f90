package io.firebreak.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.firebreak.router.cells.CellThatAnswers;
import io.firebreak.router.cells.CellThatAnswers.Answer;
import io.firebreak.router.cells.CellThatRefusesConnections;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The application as a whole, on its two ports. */
class RouterApplicationTest {
    private static final String KEY = "Bearer fbk_t-1_abcdefghijklmnopqrst";

    @TempDir
    private Path folder;

    @Test
    void servesKnownTenantsFromDiskWithTheDirectoryDead() throws Exception {
        try (CellThatAnswers cell = new CellThatAnswers("cell-1")) {
            try (CellThatAnswers directory = new CellThatAnswers(request -> Answer.of(200, table(cell.url())));
                    ConfigurableApplicationContext router = start(directory.url())) {
                await().atMost(Duration.ofSeconds(20))
                        .until(() -> status(get(management(router), "/actuator/health/readiness")) == 200);
                await().until(() -> Files.exists(folder.resolve("table")));
            }
            try (CellThatRefusesConnections dead = new CellThatRefusesConnections();
                    ConfigurableApplicationContext router = start(dead.url())) {
                assertThat(get(api(router), "/v1/shard").body()).contains("cell-1");
                assertThat(get(management(router), "/actuator/routingtable").body())
                        .startsWith("{\"version\":7,\"tenants\":1,\"cells\":1,\"ageSeconds\":");
                assertThat(get(management(router), "/actuator/prometheus").body())
                        .contains("firebreak_router_requests_seconds_count{kind=\"shard\",outcome=\"ok\"} 1")
                        .contains("firebreak_router_table_version 7.0")
                        .contains(
                                "resilience4j_circuitbreaker_buffered_calls{guards=\"cell\",kind=\"failed\",name=\"cell-1\"}")
                        .contains(
                                "resilience4j_circuitbreaker_buffered_calls{guards=\"cell\",kind=\"successful\",name=\"cell-1\"}")
                        .contains("resilience4j_circuitbreaker_state{guards=\"cell\",name=\"cell-1\"");
                assertThat(get(management(router), "/actuator/prometheus").body())
                        .contains("firebreak_router_cell_calls_total{cell=\"cell-1\",outcome=\"answered\"} 1.0");
                assertThat(get(management(router), "/actuator/router").body())
                        .startsWith("{\"tableVersion\":7,\"tableAgeSeconds\":")
                        .contains("{\"id\":\"cell-1\",\"zone\":\"zone-1\",\"state\":\"active\",\"breaker\":\"closed\","
                                + "\"askedLast\":false,\"nodes\":[{\"url\":\"%s\",\"inFlight\":0,\"askedLast\":false}],\"calls\":{\"answered\":1}}"
                                        .formatted(cell.url()));
                assertThat(status(get(api(router), "/actuator/health"))).isEqualTo(404);
            }
        }
    }

    @Test
    void isAliveButNotReadyWithoutATable() throws Exception {
        try (CellThatRefusesConnections dead = new CellThatRefusesConnections();
                ConfigurableApplicationContext router = start(dead.url())) {
            assertThat(status(get(management(router), "/actuator/health/liveness")))
                    .isEqualTo(200);
            assertThat(status(get(management(router), "/actuator/health/readiness")))
                    .isEqualTo(503);
            HttpResponse<String> response = get(api(router), "/v1/shard");
            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.body()).contains("TABLE_UNAVAILABLE");
        }
    }

    @Test
    void doesNotStartWithAKeyItDoesNotKnowOrAValueItDoesNotTake() {
        URI nowhere = URI.create("http://127.0.0.1:9");
        assertThatThrownBy(() ->
                        start(nowhere, "--firebreak.router.cells.attempts=3").close())
                .hasRootCauseMessage("The elements [firebreak.router.cells.attempts] were left unbound.");
        assertThatThrownBy(() -> start(nowhere, "--firebreak.router.cell-breaker.window=0")
                        .close())
                .hasStackTraceContaining("cellBreaker.window");
        int port = new CellThatRefusesConnections().port();
        assertThatThrownBy(() -> start(nowhere, port, port).close())
                .hasStackTraceContaining("management server is not listening on a separate port");
    }

    private ConfigurableApplicationContext start(URI directory, String... more) {
        return start(directory, 0, 0, more);
    }

    private ConfigurableApplicationContext start(URI directory, int api, int management, String... more) {
        SpringApplication application = new SpringApplication(RouterApplication.class);
        application.setRegisterShutdownHook(false);
        String[] settings = {
            "--server.port=" + api,
            "--management.server.port=" + management,
            "--firebreak.router.directory-url=" + directory,
            "--firebreak.router.internal-secret=secret",
            "--firebreak.router.table-file=" + folder.resolve("table")
        };
        return application.run(Stream.of(List.of(settings), List.of(more))
                .flatMap(List::stream)
                .toArray(String[]::new));
    }

    private static int api(ConfigurableApplicationContext router) {
        return router.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    private static int management(ConfigurableApplicationContext router) {
        return router.getEnvironment().getRequiredProperty("local.management.port", Integer.class);
    }

    private static int status(HttpResponse<String> response) {
        return response.statusCode();
    }

    private static HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port, path)))
                            .header("Authorization", KEY)
                            .build(),
                    BodyHandlers.ofString());
        }
    }

    private static String table(URI node) {
        return """
                {"version":7,"architecture":"cellular",
                 "cells":[{"id":"cell-1","number":1,"zone":"zone-1","state":"active","nodes":["%s"]}],
                 "tenants":[{"id":"t-1","epoch":1,"cells":["cell-1"]}]}""".formatted(node);
    }
}
