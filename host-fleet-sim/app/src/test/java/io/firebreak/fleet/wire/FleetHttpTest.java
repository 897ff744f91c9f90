package io.firebreak.fleet.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.fleet.api.CommandBatch;
import io.firebreak.fleet.api.CommandOutcome;
import io.firebreak.fleet.api.CommandResult;
import io.firebreak.fleet.api.CommandResults;
import io.firebreak.fleet.api.FenceConfirmation;
import io.firebreak.fleet.api.FenceOrder;
import io.firebreak.fleet.api.FleetReport;
import io.firebreak.fleet.api.HostAction;
import io.firebreak.fleet.api.HostCommand;
import io.firebreak.fleet.api.HostInventory;
import io.firebreak.fleet.api.HostedInstance;
import io.firebreak.fleet.api.HostedState;
import io.firebreak.fleet.api.Resources;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The wire as a cell meets it: a whole context, real HTTP, and a clock that the test steps. */
@DirtiesContext
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "management.server.port=0",
            "firebreak.fleet.clock=EXPLICIT",
            "firebreak.fleet.hosts=12",
            "firebreak.fleet.internal-secret=" + FleetHttpTest.SECRET,
            "firebreak.chaos.enabled=true"
        })
class FleetHttpTest {
    static final String SECRET = "the-internal-secret-of-tests";
    private static final Resources LARGE = new Resources(2, 4_096, 750, 650, 3, 27, 0);
    private static final JsonMapper JSON = JsonMapper.shared();

    @TempDir
    static Path directory;

    @DynamicPropertySource
    static void journal(DynamicPropertyRegistry registry) {
        registry.add("firebreak.fleet.journal", () -> directory.resolve("fleet.journal"));
        registry.add("firebreak.chaos.directory", () -> directory.resolve("faults"));
    }

    @LocalServerPort
    int port;

    @LocalManagementPort
    int managementPort;

    @Value("${server.address}")
    String address;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void bootsAnInstanceOverHttp() {
        HostInventory inventory = get("/fleet/v1/hosts", HostInventory.class);
        assertThat(inventory.hosts()).hasSize(12);
        FleetReport before = get("/fleet/v1/report", FleetReport.class);
        assertThat(before.full()).isTrue();

        assertThat(outcome(run("host-00001", "i-boots", 1))).isEqualTo(CommandOutcome.ACCEPTED);
        assertThat(outcome(run("host-00001", "i-boots", 1))).isEqualTo(CommandOutcome.REPEATED);
        assertThat(step("PT2S").statusCode()).isEqualTo(200);

        FleetReport after = since(before);
        assertThat(after.full()).isFalse();
        assertThat(after.instances())
                .containsExactly(
                        new HostedInstance("host-00001", "i-boots", "c5.large", 1, HostedState.RUNNING, LARGE));
    }

    @ParameterizedTest
    @CsvSource({"/fleet/v1/hosts", "/fleet/v1/report", "/fleet/v1/nothing"})
    void letsNobodyInWithoutTheSecret(String path) {
        for (String header : new String[] {"Bearer wrong", "Bearer " + SECRET + "x", "Basic " + SECRET, " "}) {
            HttpResponse<String> answer = send(request(path).setHeader("Authorization", header));
            assertProblem(answer, 401, "UNAUTHENTICATED");
        }
    }

    @Test
    void confirmsAFenceAndNamesTheHostsItDoesNotHave() {
        HttpResponse<String> answer = postTo("/fleet/v1/fences", "{\"hosts\":[\"host-00012\",\"host-99999\"]}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(JSON.readValue(answer.body(), FenceConfirmation.class))
                .isEqualTo(new FenceConfirmation(List.of("host-00012"), List.of("host-99999")));
        assertThat(outcome(run("host-00012", "i-late", 1))).isEqualTo(CommandOutcome.HOST_SILENT);
        send(management("/actuator/silence/host-00012").DELETE());
        assertProblem(postTo("/fleet/v1/fences", "{\"hosts\":[]}"), 400, "INVALID_FENCE");
        assertProblem(postTo("/fleet/v1/fences", "{\"hosts\":[\"host-00011\",\" \"]}"), 400, "INVALID_FENCE");
        assertProblem(postTo("/fleet/v1/fences", "{\"hosts\":[null]}"), 400, "MALFORMED_BODY");
        assertProblem(postTo("/fleet/v1/fences", "{}"), 400, "MALFORMED_BODY");
        assertProblem(
                postTo("/fleet/v1/fences", JSON.writeValueAsString(new FenceOrder(Collections.nCopies(101, "h")))),
                400,
                "INVALID_FENCE");
    }

    @Test
    void takesTheLargestBatchAndRefusesALarger() {
        HostCommand terminate = new HostCommand("host-00001", "i-batch", 1, HostAction.TERMINATE, null, null);
        List<HostCommand> largest = Collections.nCopies(CommandBatch.LARGEST, terminate);
        assertThat(commands(largest).results())
                .extracting(CommandResult::outcome)
                .startsWith(CommandOutcome.ACCEPTED)
                .endsWith(CommandOutcome.REPEATED)
                .hasSize(CommandBatch.LARGEST);

        List<HostCommand> larger = Collections.nCopies(CommandBatch.LARGEST + 1, terminate);
        assertProblem(post(JSON.writeValueAsString(new CommandBatch(larger))), 400, "BATCH_TOO_LARGE");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{                                                          | MALFORMED_BODY",
                "{}                                                         | MALFORMED_BODY",
                "[]                                                         | MALFORMED_BODY",
                "{\"commands\":[null]}                                      | MALFORMED_BODY",
                "{\"commands\":[{\"host\":\"h\",\"instance\":\"i\",\"generation\":1,\"action\":\"FLY\"}]} | MALFORMED_BODY",
                "{\"commands\":[{\"host\":\"h\",\"instance\":\"i\",\"generation\":1}]}                    | INVALID_COMMAND",
                "{\"commands\":[{\"host\":\"h\",\"generation\":1,\"action\":\"STOP\"}]}                   | INVALID_COMMAND",
                "{\"commands\":[{\"instance\":\"i\",\"generation\":1,\"action\":\"STOP\"}]}               | INVALID_COMMAND",
                "{\"commands\":[{\"host\":\"h\",\"instance\":\"i\",\"generation\":0,\"action\":\"STOP\"}]} | INVALID_COMMAND",
                "{\"commands\":[{\"host\":\"h\",\"instance\":\"i\",\"generation\":1,\"action\":\"RUN\"}]} | INVALID_COMMAND"
            })
    void refusesWhatIsNotABatch(String body, String code) {
        assertProblem(post(body), 400, code);
    }

    @Test
    void doesNothingOfABatchThatHasOneInvalidCommand() {
        FleetReport before = get("/fleet/v1/report", FleetReport.class);
        HostCommand negative = new HostCommand(
                "host-00001", "i-negative", 1, HostAction.RUN, "c5.large", new Resources(-2, 1, 0, 0, 0, 0, 0));
        HttpResponse<String> answer =
                post(JSON.writeValueAsString(new CommandBatch(List.of(run("host-00001", "i-not-run", 1), negative))));
        assertProblem(answer, 400, "INVALID_COMMAND");
        assertThat(answer.body()).contains("commands[1].resources must not be negative");
        assertThat(since(before).instances()).isEmpty();
    }

    @Test
    void refusesABodyThatIsTooLargeWhateverItsLengthClaims() {
        String large = " ".repeat(BodyLimitFilter.LARGEST_BODY) + "{}";
        assertProblem(post(large), 413, "BODY_TOO_LARGE");
        assertProblem(
                send(request("/fleet/v1/commands")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofInputStream(
                                () -> new ByteArrayInputStream(large.getBytes(StandardCharsets.UTF_8))))),
                413,
                "BODY_TOO_LARGE");
    }

    @Test
    void answersEveryOtherMistakeWithAProblemToo() {
        assertProblem(send(request("/fleet/v1/report?since=yesterday")), 400, "BAD_REQUEST");
        assertProblem(send(request("/fleet/v1/nothing")), 404, "NOT_FOUND");
        assertProblem(send(request("/fleet/v1/hosts").DELETE()), 405, "METHOD_NOT_ALLOWED");
        assertProblem(
                send(request("/fleet/v1/commands").POST(BodyPublishers.ofString("x"))), 415, "UNSUPPORTED_MEDIA_TYPE");
    }

    @Test
    void silencesAHostUntilItIsHeardAgain() {
        assertThat(send(management("/actuator/silence/host-00002").POST(BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(200);
        assertThat(directory.resolve("faults/silent-host-00002")).exists();
        assertThat(outcome(run("host-00002", "i-silent", 1))).isEqualTo(CommandOutcome.HOST_SILENT);
        assertThat(send(management("/actuator/silence")).body()).isEqualTo("{\"hosts\":[\"host-00002\"]}");

        assertThat(send(management("/actuator/silence/host-00002").DELETE()).statusCode())
                .isEqualTo(200);
        assertThat(directory.resolve("faults/silent-host-00002")).doesNotExist();
        assertThat(outcome(run("host-00002", "i-silent", 1))).isEqualTo(CommandOutcome.ACCEPTED);
        assertThat(send(management("/actuator/silence/host-9").POST(BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void cutsThePowerOfARackAndKeepsThatOnTheDiskUntilItIsRestored() {
        assertThat(outcome(run("host-00001", "i-dark", 1))).isEqualTo(CommandOutcome.ACCEPTED);
        String rack =
                get("/fleet/v1/hosts", HostInventory.class).hosts().getFirst().rack();
        HttpResponse<String> cut = send(management("/actuator/power/" + rack).POST(BodyPublishers.noBody()));
        assertThat(cut.statusCode()).as(cut.body()).isEqualTo(200);
        assertThat(cut.body()).contains("host-00001");
        assertThat(directory.resolve("faults/cut-" + rack)).exists();
        assertThat(send(management("/actuator/power")).body()).isEqualTo("{\"cut\":[\"%s\"]}".formatted(rack));
        assertThat(outcome(run("host-00001", "i-new", 1))).isEqualTo(CommandOutcome.HOST_SILENT);
        FleetReport dark = get("/fleet/v1/report", FleetReport.class);
        assertThat(dark.hosts())
                .filteredOn(host -> cut.body().contains(host.id()))
                .isNotEmpty()
                .noneMatch(host -> host.answering());

        assertThat(send(management("/actuator/power/" + rack).DELETE()).statusCode())
                .isEqualTo(200);
        assertThat(directory.resolve("faults/cut-" + rack)).doesNotExist();
        String since = "/fleet/v1/report?incarnation=%s&since=%d".formatted(dark.incarnation(), dark.version());
        assertThat(get(since, FleetReport.class).instances())
                .filteredOn(hosted -> hosted.instance().equals("i-dark"))
                .extracting(HostedInstance::state)
                .containsExactly(HostedState.TERMINATED);
        assertThat(send(management("/actuator/power/rack-77").POST(BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({"-PT1S", "PT25H", "soon"})
    void stepsItsClockOnlyForwardAndNotTooFar(String step) {
        assertThat(step(step).statusCode()).isEqualTo(400);
    }

    @Test
    void isObservableOnTheManagementPort() {
        assertThat(send(management("/actuator/health/readiness")).body()).isEqualTo("{\"status\":\"UP\"}");
        assertThat(send(management("/actuator/health/liveness")).body()).isEqualTo("{\"status\":\"UP\"}");
        assertThat(send(management("/actuator/prometheus")).body())
                .contains("firebreak_fleet_instances{state=\"running\"}");
        assertThat(send(request("/v3/api-docs")).body()).contains("/fleet/v1/commands");
    }

    private FleetReport since(FleetReport earlier) {
        return get(
                "/fleet/v1/report?incarnation=" + earlier.incarnation() + "&since=" + earlier.version(),
                FleetReport.class);
    }

    private CommandOutcome outcome(HostCommand command) {
        return commands(List.of(command)).results().getFirst().outcome();
    }

    private CommandResults commands(List<HostCommand> commands) {
        HttpResponse<String> answer = post(JSON.writeValueAsString(new CommandBatch(commands)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readValue(answer.body(), CommandResults.class);
    }

    private HttpResponse<String> post(String body) {
        return postTo("/fleet/v1/commands", body);
    }

    private HttpResponse<String> postTo(String path, String body) {
        return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> step(String step) {
        return send(management("/actuator/clock")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"step\":\"" + step + "\"}")));
    }

    private <T> T get(String path, Class<T> type) {
        HttpResponse<String> answer = send(request(path));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readValue(answer.body(), type);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://" + address + ":" + port + path))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + SECRET);
    }

    private HttpRequest.Builder management(String path) {
        return HttpRequest.newBuilder(URI.create("http://" + address + ":" + managementPort + path))
                .timeout(Duration.ofSeconds(20));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static HostCommand run(String host, String instance, long generation) {
        return new HostCommand(host, instance, generation, HostAction.RUN, "c5.large", LARGE);
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonNode problem = JSON.readTree(answer.body());
        assertThat(problem.path("code").asString()).isEqualTo(code);
        assertThat(problem.path("detail").asString()).isNotBlank();
    }
}
