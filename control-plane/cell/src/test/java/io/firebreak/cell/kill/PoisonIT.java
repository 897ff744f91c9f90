package io.firebreak.cell.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firebreak.cell.harness.Keys;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PoisonIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @BeforeAll
    static void theJarsAreBuilt() {
        CellUnderFire.assumeBuilt();
    }

    @Test
    void killsEveryNodeThatServesThePoisonTenantUntilItIsDisarmed() throws Exception {
        try (CellUnderFire cell = new CellUnderFire("poison", 1, "--firebreak.chaos.enabled=true")) {
            JarProcess node = cell.nodes().getFirst();
            URI endpoint = node.managementUrl().resolve("/actuator/poison/" + LaunchingClients.TENANT);
            URI list = node.url().resolve("/v1/instances");
            assertThat(send(HttpRequest.newBuilder(list), LaunchingClients.TENANT))
                    .isEqualTo(200);

            assertThat(send(
                            HttpRequest.newBuilder(endpoint).POST(HttpRequest.BodyPublishers.noBody()),
                            LaunchingClients.TENANT))
                    .isEqualTo(200);
            assertThat(send(HttpRequest.newBuilder(list), "other")).isEqualTo(401);
            for (int life = 0; life < 2; life++) {
                assertThatThrownBy(() -> send(HttpRequest.newBuilder(list), LaunchingClients.TENANT))
                        .isInstanceOf(IOException.class);
                assertThat(node.awaitExit()).isEqualTo(137);
                node.restart();
                node.awaitReady();
            }

            assertThat(send(HttpRequest.newBuilder(endpoint).DELETE(), LaunchingClients.TENANT))
                    .isEqualTo(200);
            assertThat(send(HttpRequest.newBuilder(list), LaunchingClients.TENANT))
                    .isEqualTo(200);
        }
    }

    private static int send(HttpRequest.Builder request, String tenant) throws IOException, InterruptedException {
        return HTTP.send(
                        request.header("Authorization", "Bearer " + Keys.of(tenant))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
