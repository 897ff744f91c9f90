package io.firebreak.chaos.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.concurrent.Ticker;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("NullAway.Init")
class NetworkServerTest {
    private static final String SECRET = "kept";
    private static final String SLOW = """
            {"connections":"pass","resetShare":0,
             "upstream":{"latencyMillis":5,"jitterMillis":1,"bytesPerSecond":0,"blackHole":false},
             "downstream":{"latencyMillis":0,"jitterMillis":0,"bytesPerSecond":1000,"blackHole":false}}""";

    private EchoServer behind;
    private NetworkProxy proxy;
    private NetworkServer server;
    private HttpClient http;

    @BeforeEach
    void start() throws IOException {
        behind = new EchoServer();
        proxy = NetworkProxy.start(List.of(new Wire("cell-1/fleet", 0, behind.port())), 1, Ticker.systemTicker());
        server = NetworkServer.start(0, SECRET, proxy);
        http = HttpClient.newHttpClient();
    }

    @AfterEach
    void stop() throws IOException {
        http.close();
        server.close();
        proxy.close();
        behind.close();
    }

    private HttpResponse<String> call(String method, String path, String token, String body)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                        .header("Authorization", "Bearer " + token)
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void breaksAndHealsWires() throws Exception {
        String body = "{\"wires\":[\"cell-1/fleet\"],\"toxics\":%s}".formatted(SLOW);
        assertThat(call("POST", "/wires/break", SECRET, body).statusCode()).isEqualTo(200);
        assertThat(proxy.wires().getFirst().toxics())
                .isEqualTo(new Toxics(
                        Toxics.Connections.PASS,
                        0,
                        new Toxics.Stream(5, 1, 0, false),
                        new Toxics.Stream(0, 0, 1_000, false)));
        assertThat(call("GET", "/wires", SECRET, "").body())
                .contains("\"name\":\"cell-1/fleet\"", "\"latencyMillis\":5");
        assertThat(call("POST", "/wires/heal", SECRET, "{\"wires\":[\"cell-1/fleet\"]}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(proxy.wires().getFirst().toxics()).isEqualTo(Toxics.NONE);
    }

    @Test
    void answersOnlyWhoHasTheSecretSaveThatItIsReady() throws Exception {
        assertThat(call("GET", "/wires", "guessed", "").statusCode()).isEqualTo(401);
        assertThat(call("POST", "/wires/heal", "", "{\"wires\":[]}").statusCode())
                .isEqualTo(401);
        assertThat(call("GET", "/actuator/health/readiness", "", "").statusCode())
                .isEqualTo(200);
        assertThat(call("GET", "/elsewhere", SECRET, "").statusCode()).isEqualTo(404);
        assertThat(call("GET", "/wires/heal", SECRET, "").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"wires\":[\"cell-1/fleet\"]}",
                "{\"wires\":[\"nowhere\"],\"toxics\":SLOW}",
                "{\"wires\":[\"cell-1/fleet\"],\"toxics\":SLOW,\"more\":1}",
                "{\"wires\":[\"cell-1/fleet\"],\"toxics\":TEXT}",
                "{\"wires\":[\"cell-1/fleet\"],\"toxics\":HALVED}",
                "{\"wires\":[\"cell-1/fleet\"],\"toxics\":UNKNOWN}",
            })
    void refusesWhatIsNoCallAndChangesNothing(String body) throws Exception {
        String sent = body.replace("SLOW", SLOW)
                .replace("TEXT", SLOW.replace("\"latencyMillis\":5", "\"latencyMillis\":\"5\""))
                .replace("HALVED", SLOW.replace("\"jitterMillis\":1", "\"jitterMillis\":6"))
                .replace("UNKNOWN", SLOW.replace("\"pass\"", "\"lost\""));
        HttpResponse<String> answer = call("POST", "/wires/break", SECRET, sent);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("BAD_REQUEST");
        assertThat(proxy.wires().getFirst().toxics()).isEqualTo(Toxics.NONE);
    }

    @Test
    void keepsItsSecretOutOfTexts() {
        assertThat(new NetworkSettings(SECRET, 1, 1, List.of()).toString()).doesNotContain(SECRET);
    }
}
