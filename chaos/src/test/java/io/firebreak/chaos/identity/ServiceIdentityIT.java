package io.firebreak.chaos.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.firebreak.chaos.region.JsonCalls;
import io.firebreak.chaos.region.RegionConnections;
import io.firebreak.chaos.region.RegionFile;
import io.firebreak.identity.IdentityFiles;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A region with certificates everywhere, visited by its own processes where they have no business. */
class ServiceIdentityIT {
    @RegisterExtension
    static final SecuredRegion SECURED = new SecuredRegion();

    private static final Map<String, Object> LAUNCH =
            Map.of("instanceType", "c5.large", "minCount", 1, "maxCount", 1, "imageId", "ami-1");
    private static final String TABLE = "/internal/v1/table?version=-1&waitSeconds=0";

    private static RegionFile file() {
        return SECURED.file();
    }

    private static Visitor as(String process) {
        return Visitor.with(identity(process));
    }

    private static Path identity(String process) {
        return SECURED.identity(process);
    }

    private static Visitor tenant() throws Exception {
        return Visitor.stranger(Path.of(Objects.requireNonNull(file().ca())));
    }

    private static URI node() {
        return file().cells().getFirst().nodes().getFirst().url();
    }

    private static URI fleet() {
        return file().cells().getFirst().fleet().url();
    }

    private static URI directory() {
        return file().directory().url();
    }

    private static String key() {
        return file().tenants().getFirst().key();
    }

    private static void isRefused(Visitor visitor, URI address, String bearer) {
        assertThatExceptionOfType(IOException.class)
                .as("%s", address)
                .isThrownBy(() -> visitor.call("GET", address, bearer));
    }

    @Test
    void aTenantIsServedByTheRouterOverTls() {
        assertThat(file().router().url()).hasScheme("https");
        JsonCalls tenant =
                JsonCalls.to(RegionConnections.http(file()), file().router().url(), key());

        assertThat(tenant.post("/v1/instances", LAUNCH).status()).isEqualTo(201);
        assertThat(tenant.get("/v1/instances").status()).isEqualTo(200);
    }

    @Test
    void aTenantNeedsNoCertificateAndMayChooseHttp2() throws Exception {
        assertThat(tenant().call("GET", file().router().url().resolve("/v1/shard"), key()))
                .isEqualTo(200);
        try (HttpClient http = RegionConnections.builder(file())
                .version(HttpClient.Version.HTTP_2)
                .build()) {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(file().router().url().resolve("/v1/shard"))
                            .timeout(Duration.ofSeconds(10))
                            .header("Authorization", "Bearer " + key())
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(answer.headers().firstValue("Strict-Transport-Security")).contains("max-age=31536000");
        }
    }

    @Test
    void everyAnswerOverTlsSaysToComeNoOtherWay() throws Exception {
        URI router = file().router().url();
        for (HttpResponse<String> answer : List.of(
                tenant().ask("GET", router.resolve("/v1/shard"), key()),
                tenant().ask("GET", router.resolve("/v1/shard"), "no-key"),
                tenant().ask("GET", router.resolve("/nothing"), key()))) {
            assertThat(answer.headers().allValues("Strict-Transport-Security"))
                    .as("%s", answer)
                    .containsExactly("max-age=31536000");
        }
    }

    @Test
    void aTenantThatKnowsWhereACellIsDoesNotGetPastTheHandshake() throws Exception {
        for (URI process : List.of(node(), directory(), fleet())) {
            isRefused(tenant(), process.resolve("/v1/instances"), key());
        }
        isRefused(
                tenant(),
                directory().resolve("/admin/v1/tenants"),
                file().directory().adminToken());
    }

    @Test
    void aCellLetsInWhoCallsCellsAndNobodyElse() {
        for (String process : List.of("cell-1-fleet", "cell-2-fleet", "operator")) {
            isRefused(as(process), node().resolve("/internal/v1/tenants/t-1/holdings"), file().internalSecret());
        }
    }

    @Test
    void theDirectoryLetsInRoutersCellsAndOperatorsAndNobodyElse() {
        for (String process : List.of("cell-1-fleet", "directory")) {
            isRefused(as(process), directory().resolve(TABLE), file().internalSecret());
        }
    }

    @Test
    void aRoleIsGoodForItsOwnPathsOnly() throws Exception {
        URI holdings = node().resolve("/internal/v1/tenants/%s/holdings"
                .formatted(file().tenants().getFirst().id()));
        URI instances = node().resolve("/v1/instances");
        String secret = file().internalSecret();

        assertThat(as("directory").call("GET", holdings, secret)).isEqualTo(200);
        assertThat(as("router-1").call("GET", holdings, secret)).isEqualTo(401);
        assertThat(as("router-1").call("GET", instances, key())).isEqualTo(200);
        assertThat(as("directory").call("GET", instances, key())).isEqualTo(401);
        assertThat(as("cell-2-node-1").call("GET", instances, file().operatorKey()))
                .isEqualTo(401);
        assertThat(as("router-1").call("GET", directory().resolve(TABLE), secret))
                .isEqualTo(200);
        for (String process : List.of("operator", "cell-1-node-1")) {
            assertThat(as(process).call("GET", directory().resolve(TABLE), secret))
                    .as(process)
                    .isEqualTo(401);
        }
        assertThat(as("router-1")
                        .call(
                                "GET",
                                directory().resolve("/admin/v1/tenants"),
                                file().directory().adminToken()))
                .isEqualTo(401);
    }

    @Test
    void aCellAsksTheDirectoryForItsOwnKeysOnly() throws Exception {
        URI newer = directory().resolve("/internal/v1/tenants/newer");
        String secret = file().internalSecret();
        String tenant = file().tenants().getFirst().id().value();
        String ofCell1 =
                "{\"cell\":\"cell-1\",\"tenants\":[{\"id\":\"%s\",\"epoch\":0,\"keysVersion\":0}]}".formatted(tenant);

        assertThat(as("cell-1-node-1").ask("POST", newer, secret, ofCell1).body())
                .contains("\"id\":\"%s\"".formatted(tenant), "\"unknown\":[]");
        assertThat(as("cell-2-node-1").ask("POST", newer, secret, ofCell1).body())
                .contains("\"tenants\":[]", "\"unknown\":[\"%s\"]".formatted(tenant));
        for (String process : List.of("router-1", "operator")) {
            assertThat(as(process).ask("POST", newer, secret, ofCell1).statusCode())
                    .as(process)
                    .isEqualTo(401);
        }
        assertThat(as("cell-1-node-1")
                        .call(
                                "GET",
                                directory().resolve("/admin/v1/tenants"),
                                file().directory().adminToken()))
                .isEqualTo(401);
    }

    @Test
    void aCellDoesNotOrderTheHostsOfAnother() {
        isRefused(as("cell-2-node-1"), fleet().resolve("/fleet/v1/hosts"), file().internalSecret());
    }

    @Test
    void theApiPortsAnswerNothingOfTheManagementPorts() throws Exception {
        for (String path : List.of(
                "/actuator",
                "/actuator/health",
                "/actuator/prometheus",
                "/actuator/poison/t-001",
                "/actuator/silence",
                "/actuator/clock",
                "/actuator/routingtable")) {
            assertThat(as("router-1").call("GET", node().resolve(path), key()))
                    .as("cell %s", path)
                    .isEqualTo(404);
            assertThat(as("operator")
                            .call(
                                    "GET",
                                    directory().resolve(path),
                                    file().directory().adminToken()))
                    .as("directory %s", path)
                    .isEqualTo(404);
            assertThat(as("operator").call("GET", fleet().resolve(path), file().internalSecret()))
                    .as("fleet %s", path)
                    .isEqualTo(404);
            assertThat(tenant().call("GET", file().router().url().resolve(path), key()))
                    .as("router %s", path)
                    .isEqualTo(404);
        }
    }

    @Test
    void noCommandLineAndNoLogHasASecret() throws IOException {
        List<String> secrets = Stream.concat(
                        Stream.of(
                                file().internalSecret(),
                                file().operatorKey(),
                                file().directory().adminToken(),
                                file().supervisor().token(),
                                secretLine("router-1"),
                                secretLine("cell-1-node-1")),
                        file().tenants().stream().map(RegionFile.Tenant::key))
                .toList();
        List<Long> pids = Stream.concat(
                        SECURED.region().control().processes().stream().map(process -> process.pid()),
                        Stream.of(file().supervisor().pid()))
                .toList();
        for (long pid : pids) {
            assertThat(Files.readString(Path.of("/proc", Long.toString(pid), "cmdline")))
                    .isNotEmpty()
                    .doesNotContain(secrets);
        }
        try (Stream<Path> logs = Files.list(SECURED.home().resolve("logs"))) {
            for (Path log : logs.toList()) {
                assertThat(Files.readString(log)).as("%s", log).doesNotContain(secrets);
            }
        }
    }

    private static String secretLine(String process) throws IOException {
        return Files.readAllLines(identity(process).resolve(IdentityFiles.KEY)).get(1);
    }
}
