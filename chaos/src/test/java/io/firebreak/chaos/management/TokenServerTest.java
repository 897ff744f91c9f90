package io.firebreak.chaos.management;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

@SuppressWarnings("NullAway.Init")
class TokenServerTest {
    private final CountDownLatch answered = new CountDownLatch(1);
    private final HttpClient http = HttpClient.newHttpClient();
    private TokenServer server;

    @BeforeEach
    void start() throws IOException {
        server = new TokenServer(0, "token", "it is in the test", new JsonMapper());
        server.on("POST", "/end", _ -> Map.of("ended", true), answered::countDown);
        server.on("POST", "/refuse", _ -> {
            throw new IllegalArgumentException("not that");
        });
        server.open("/well", Map.of("status", "UP"));
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        http.close();
    }

    private HttpResponse<String> call(String method, String path, String token)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .header("Authorization", "Bearer " + token)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void doesForNobodyElseWhatFollowsAnAnswer() throws Exception {
        HttpResponse<String> stranger = call("POST", "/end", "guess");
        assertThat(stranger.statusCode()).isEqualTo(401);
        assertThat(stranger.body()).contains("UNAUTHENTICATED", "it is in the test");
        assertThat(call("GET", "/end", "token").statusCode()).isEqualTo(404);
        assertThat(call("POST", "/end/more", "token").statusCode()).isEqualTo(404);
        assertThat(call("GET", "/well", "guess").body())
                .as("by now all earlier calls are over")
                .contains("UP");
        assertThat(answered.getCount()).isEqualTo(1);

        assertThat(call("POST", "/end", "token").body()).contains("\"ended\":true");
        assertThat(answered.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void tellsWhatAnActionRefuses() throws Exception {
        HttpResponse<String> refused = call("POST", "/refuse", "token");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("not that");
    }
}
