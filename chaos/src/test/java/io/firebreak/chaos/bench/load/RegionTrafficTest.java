package io.firebreak.chaos.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RegionTrafficTest {
    private static final Pattern REQUEST = Pattern.compile(
            "(?s)(GET|POST|DELETE) /v1/instances(\\?limit=10|/i-[0-9a-f]{17})? HTTP/1.1\r\n.*Authorization: Bearer (k\\d)\r\n.*");
    private static final Pattern TOKEN = Pattern.compile("Idempotency-Key: (\\S+)\r\n");

    private final RegionTraffic traffic = new RegionTraffic(List.of("k0", "k1", "k2"), "test-");
    private final Map<String, String> ownerOf = new TreeMap<>();
    private final Set<String> tokens = new HashSet<>();

    @Test
    void everyTenantMakesEveryCallAndNobodyAsksForAnothersInstance() {
        Map<String, Integer> calls = new TreeMap<>();
        for (int number = 0; number < 3_000; number++) {
            calls.merge(send(number), 1, Integer::sum);
        }
        for (String key : List.of("k0", "k1", "k2")) {
            assertThat(calls).containsKeys("POST " + key, "DELETE " + key, "GET " + key);
        }
        assertThat(sum(calls, "POST")).isEqualTo(600).isEqualTo(tokens.size());
        assertThat(sum(calls, "DELETE")).isBetween(590, 600);
    }

    private static int sum(Map<String, Integer> calls, String method) {
        return calls.entrySet().stream()
                .filter(call -> call.getKey().startsWith(method))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    @Test
    void endsLaterWhatACellRefusedToEnd() {
        send(launchNumber());
        assertThat(traffic.living()).isEqualTo(1);
        String refused = end(1_000_000);
        traffic.ended(new Ended(1_000_000, 0, 0, ""), 503, 1);
        assertThat(traffic.living()).isEqualTo(1);

        assertThat(end(1_000_001)).isEqualTo(refused);
        traffic.ended(new Ended(1_000_001, 0, 0, ""), 200, 1);
        assertThat(traffic.living()).isZero();
    }

    /** The number of a call that launches. */
    private long launchNumber() {
        return LongStream.range(0, 100)
                .filter(number -> request(number).startsWith("POST"))
                .findFirst()
                .orElseThrow();
    }

    private String end(long number) {
        ByteBuffer out = ByteBuffer.allocate(RequestText.LARGEST);
        traffic.ends().write(number, out);
        String request = new String(out.array(), 0, out.position(), StandardCharsets.US_ASCII);
        assertThat(request).startsWith("DELETE /v1/instances/i-");
        return request;
    }

    @Test
    void listsWhileItKnowsOfNothingThatLives() {
        for (int number = 0; number < 100; number++) {
            String request = request(number);
            assertThat(request)
                    .startsWith(request.contains("POST") ? "POST /v1/instances " : "GET /v1/instances?limit");
        }
    }

    /** Answers it as a region does; the call and the tenant's key. */
    private String send(long number) {
        String request = request(number);
        Matcher matcher = REQUEST.matcher(request);
        assertThat(matcher.matches()).as(request).isTrue();
        String key = matcher.group(3);
        if (request.startsWith("POST")) {
            Matcher token = TOKEN.matcher(request);
            assertThat(token.find()).isTrue();
            assertThat(tokens.add(token.group(1))).isTrue();
            String id = "i-%017x".formatted(number);
            ownerOf.put("/" + id, key);
            traffic.ended(
                    new Ended(
                            number,
                            0,
                            0,
                            "HTTP/1.1 201 Created\r\n\r\n{\"clientToken\":\"x\",\"settled\":true,\"instances\":[{\"id\":\""
                                    + id + "\",\"type\":\"c5.large\"}]}"),
                    201,
                    1);
        } else if (matcher.group(2).startsWith("/")) {
            assertThat(ownerOf).containsEntry(matcher.group(2), key);
        }
        return matcher.group(1) + " " + key;
    }

    private String request(long number) {
        ByteBuffer out = ByteBuffer.allocate(RequestText.LARGEST);
        traffic.write(number, out);
        return new String(out.array(), 0, out.position(), StandardCharsets.US_ASCII);
    }
}
