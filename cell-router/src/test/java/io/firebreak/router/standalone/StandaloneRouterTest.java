package io.firebreak.router.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.firebreak.router.RouterApplication;
import io.firebreak.router.cells.CellThatAnswers;
import io.firebreak.router.cells.CellThatAnswers.Answer;
import io.firebreak.router.cells.SeenRequest;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole application without anything else of Firebreak. */
class StandaloneRouterTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @TempDir
    private Path folder;

    private final List<CellThatAnswers> cells = IntStream.rangeClosed(1, 4)
            .mapToObj(i -> new CellThatAnswers(
                    request -> new Answer(200, Map.of("X-From", "cell-" + i), "%s %s".formatted(i, request.uri()))))
            .toList();
    private final HttpClient client = HttpClient.newHttpClient();

    @SuppressWarnings("NullAway.Init")
    private ConfigurableApplicationContext router;

    @SuppressWarnings("NullAway.Init")
    private Path file;

    @BeforeEach
    void start() throws IOException {
        file = folder.resolve("router.yaml");
        write(config(""));
        SpringApplication application = new SpringApplication(RouterApplication.class);
        application.setRegisterShutdownHook(false);
        router = application.run("--firebreak.router.standalone.file=" + file);
    }

    @AfterEach
    void stop() {
        client.close();
        router.close();
        cells.forEach(CellThatAnswers::close);
    }

    @Test
    void sendsEachTenantsRequestsToItsCellsOnlyAndPassesThemOnAsTheyAre() throws Exception {
        HttpResponse<String> answer = send(request("/orders?page=2", "acme").build());
        assertThat(answer.body()).isIn("1 /orders?page=2", "2 /orders?page=2");
        assertThat(answer.headers().firstValue("Firebreak-Cell"))
                .isEqualTo(answer.headers().firstValue("X-From"));
        for (int i = 0; i < 100; i++) {
            send(request("/", "acme").build());
            send(request("/", "any-" + i % 3).build());
        }
        assertThat(requestsAt(0)).isNotEmpty();
        assertThat(requestsAt(1)).isNotEmpty();
        for (String tenant : List.of("acme", "any-0", "any-1", "any-2")) {
            assertThat(cellsOf(tenant)).as(tenant).hasSize(2);
        }
        assertThat(cellsOf("acme")).containsExactlyInAnyOrder(0, 1);
        SeenRequest seen = requestsAt(0).getFirst();
        assertThat(seen.header("Host")).isEqualTo("127.0.0.1:" + port());
    }

    @Test
    void answersForTheServiceWhenItIsNotClearWhoseARequestIs() throws Exception {
        HttpResponse<String> nobody = send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/".formatted(port())))
                .build());
        assertThat(nobody.statusCode()).isEqualTo(400);
        assertThat(nobody.body()).contains("TENANT_MISSING");
        HttpResponse<String> two =
                send(request("/", "acme").header("X-Tenant", "other").build());
        assertThat(two.statusCode()).isEqualTo(400);
        assertThat(two.body()).contains("TENANT_UNCLEAR");
    }

    @Test
    void passesOnWhateverTheServiceAnswersAlsoWhatMeansSomethingToFirebreak() throws Exception {
        cells.forEach(
                cell -> cell.becomes(request -> Answer.of(421, "{\"epoch\":9,\"cells\":[\"cell-4\"],\"status\":421}")));
        HttpResponse<String> answer = send(request("/", "acme").build());
        assertThat(answer.statusCode()).isEqualTo(421);
        assertThat(answer.body()).contains("\"epoch\":9");
        cells.forEach(cell -> cell.becomes(request -> Answer.of(401, "who are you")));
        assertThat(send(request("/", "acme").build()).body()).isEqualTo("who are you");
        assertThat(cellsOf("acme")).isSubsetOf(0, 1);
    }

    @Test
    void repeatsReadsInTheShardAndNothingElse() throws Exception {
        cells.get(0).close();
        for (int i = 0; i < 20; i++) {
            assertThat(send(request("/", "acme").build()).statusCode()).isEqualTo(200);
        }
        cells.get(1).becomes(request -> Answer.of(500, "broken"));
        int before = requestsAt(1).size();
        assertThat(send(request("/", "acme").POST(BodyPublishers.ofString("x")).build())
                        .statusCode())
                .isEqualTo(500);
        assertThat(requestsAt(1)).hasSize(before + 1);
        assertThat(requestsAt(2)).isEmpty();
        assertThat(requestsAt(3)).isEmpty();
    }

    @Test
    void sendsOneIdempotencyKeyToOneCellFirst() throws Exception {
        for (int i = 0; i < 10; i++) {
            send(request("/", "acme")
                    .header("Idempotency-Key", "k-1")
                    .POST(BodyPublishers.noBody())
                    .build());
        }
        assertThat(cellsOf("acme")).hasSize(1);
    }

    @Test
    void turnsATenantAwayThatSendsTooMuchAndSaysThatItWasTheRouter() throws Exception {
        HttpResponse<String> last = send(request("/", "limited").build());
        for (int i = 0; i < 5 && last.statusCode() == 200; i++) {
            last = send(request("/", "limited").build());
        }
        assertThat(last.statusCode()).isEqualTo(429);
        assertThat(last.headers().firstValue("Firebreak-Shed")).hasValue("router");
        assertThat(last.headers()
                        .firstValue("Retry-After")
                        .map(Integer::parseInt)
                        .orElse(0))
                .isPositive();
        assertThat(last.body()).contains("\"shedBy\":\"router\"");
        assertThat(send(request("/", "acme").build()).statusCode()).isEqualTo(200);
    }

    @Test
    void takesNoLongerBodyThanTheFileAllows() throws Exception {
        HttpRequest.Builder post = request("/", "acme");
        assertThat(send(post.POST(BodyPublishers.ofString("x".repeat(1_024))).build())
                        .statusCode())
                .isEqualTo(200);
        HttpResponse<String> refused =
                send(post.POST(BodyPublishers.ofString("x".repeat(1_025))).build());
        assertThat(refused.statusCode()).isEqualTo(413);
        assertThat(refused.body()).contains("A body has at most 1024 bytes");
        assertThat(requestsAt(0).size() + requestsAt(1).size()).isEqualTo(1);
    }

    @Test
    void takesAChangedFileWithoutDroppingAConnection() throws Exception {
        try (Socket connection = new Socket(InetAddress.getLoopbackAddress(), port())) {
            BufferedReader answers =
                    new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
            assertThat(ask(connection, answers, "acme")).isIn("cell-1", "cell-2");
            write(config("").replace("acme: [cell-1, cell-2]", "acme: [cell-3]"));
            await().atMost(PATIENCE)
                    .until(() -> ask(connection, answers, "acme").equals("cell-3"));
        }
        assertThat(management("/actuator/standalone").body()).contains("\"refused\":null");
    }

    @Test
    void keepsTheLastGoodFileAndShowsWhyTheNewOneIsRefused() throws Exception {
        write("cells: nonsense\n");
        await().atMost(PATIENCE)
                .until(() -> management("/actuator/health/readiness").body().contains("refused"));
        HttpResponse<String> health = management("/actuator/health/readiness");
        assertThat(health.statusCode()).isEqualTo(200);
        assertThat(health.body()).contains("router.yaml:1: cells is 'nonsense'; accepted: a list of");
        assertThat(management("/actuator/prometheus").body()).contains("firebreak_router_table_refused 1.0");
        assertThat(send(request("/", "acme").build()).statusCode()).isEqualTo(200);
        write(config(""));
        assertThat(reload("").body()).contains("\"result\":\"unchanged\"");
        assertThat(management("/actuator/prometheus").body()).contains("firebreak_router_table_refused 0.0");
    }

    @Test
    void movesEverybodyOnlyWhenAPersonSaysSo() throws Exception {
        write(config("").replace("seed: 7", "seed: 8"));
        HttpResponse<String> refused = reload("");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("reload.maximumMoved");
        HttpResponse<String> forced = reload("{\"force\":true}");
        assertThat(forced.statusCode()).isEqualTo(200);
        assertThat(forced.body()).contains("\"result\":\"accepted\"");
    }

    @Test
    void saysThatAnotherPortNeedsARestart() throws Exception {
        write(config("").replace("timeout: 5s", "timeout: 6s"));
        assertThat(reload("").body()).contains("\"restartNeeded\":true");
    }

    @Test
    void checksAFileWithoutStarting() throws Exception {
        assertThat(check(config("")))
                .isEqualTo("0 %s: 4 cells, tenants named: 1, all others: 2 of 4 cells by shuffle\n".formatted(file));
        assertThat(check(config("").replace("k: 2", "k: 5")))
                .isEqualTo("2 %s:12: assign.k is '5'; accepted: a whole number of 1 to 4\n".formatted(file));
    }

    private String check(String text) throws IOException {
        write(text);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            int exit = StandaloneStart.before(
                            new String[] {
                                "--firebreak.router.standalone.file=" + file, "--firebreak.router.standalone.check=true"
                            },
                            out,
                            out)
                    .orElseThrow();
            return exit + " " + bytes.toString(StandardCharsets.UTF_8);
        }
    }

    private static String ask(Socket connection, BufferedReader answers, String tenant) throws IOException {
        connection
                .getOutputStream()
                .write("GET / HTTP/1.1\r\nHost: x\r\nX-Tenant: %s\r\n\r\n"
                        .formatted(tenant)
                        .getBytes(StandardCharsets.ISO_8859_1));
        String from = "";
        int length = 0;
        for (String line = answers.readLine(); !line.isEmpty(); line = answers.readLine()) {
            from = line.toLowerCase(Locale.ROOT).startsWith("x-from: ") ? line.substring(8) : from;
            length = line.toLowerCase(Locale.ROOT).startsWith("content-length: ")
                    ? Integer.parseInt(line.substring(16))
                    : length;
        }
        assertThat(answers.skip(length)).isEqualTo(length);
        return from;
    }

    /** What reached a cell, without the router's own questions whether it is well. */
    private List<SeenRequest> requestsAt(int cell) {
        return cells.get(cell).seen().stream()
                .filter(request -> request.header("Firebreak-Tenant") != null)
                .toList();
    }

    private Set<Integer> cellsOf(String tenant) {
        return IntStream.range(0, 4)
                .filter(i ->
                        requestsAt(i).stream().anyMatch(request -> tenant.equals(request.header("Firebreak-Tenant"))))
                .boxed()
                .collect(Collectors.toSet());
    }

    private HttpRequest.Builder request(String path, String tenant) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port(), path)))
                .header("X-Tenant", tenant);
    }

    private HttpResponse<String> management(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(managementPort(), path)))
                .build());
    }

    private HttpResponse<String> reload(String body) throws IOException, InterruptedException {
        HttpRequest.Builder post = HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:%d/actuator/standalone".formatted(managementPort())));
        return send(post.header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return client.send(request, BodyHandlers.ofString());
    }

    private int port() {
        return router.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    private int managementPort() {
        return router.getEnvironment().getRequiredProperty("local.management.port", Integer.class);
    }

    private void write(String text) throws IOException {
        Files.writeString(file, text);
    }

    private String config(String more) {
        return """
                listen: {port: 0, managementPort: 0}
                cells:
                %stenants:
                  from: [{header: X-Tenant}]
                  named:
                    acme: [cell-1, cell-2]
                    limited: {rate: 0.01/s}
                assign: {method: shuffle, k: 2, seed: 7}
                accessLog: {to: none}
                limits: {timeout: 5s, body: 1KB}
                %s""".formatted(
                        IntStream.rangeClosed(1, 4)
                                .mapToObj(i -> "  - {id: cell-%d, nodes: [\"%s\"]}\n"
                                        .formatted(i, cells.get(i - 1).url()))
                                .collect(Collectors.joining()),
                        more);
    }
}
