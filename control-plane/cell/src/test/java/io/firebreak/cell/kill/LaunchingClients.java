package io.firebreak.cell.kill;

import io.firebreak.cell.harness.Keys;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Clients that launch without pause, each trying one token at node after node until it is acknowledged, as an SDK does.
 * They remember what they were told.
 */
final class LaunchingClients implements AutoCloseable {
    static final String TENANT = "load";
    private static final List<String> TYPES = List.of("c5.large", "m5.large", "r5.large", "c5.xlarge", "m5.xlarge");
    /** Launches of each client that stay. */
    private static final int KEPT = 10;

    /** Also said when the outcome of a commit is unknown. */
    private static final int UNAVAILABLE = 503;

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofMillis(500)).build();
    private final List<URI> nodes;
    private final Map<String, List<String>> acknowledged = new ConcurrentHashMap<>();
    private final Map<String, Boolean> contradicted = new ConcurrentHashMap<>();
    private final AtomicInteger betweenCommitAndAnswer = new AtomicInteger();
    private final AtomicInteger failedAttempts = new AtomicInteger();
    private final CountDownLatch running;
    private final int clients;
    private final int longestPauseMillis;
    /** Kills after which a retry found its launch committed, by their number. */
    private final Set<Integer> killsThatCaughtOne = ConcurrentHashMap.newKeySet();

    private final AtomicInteger kills = new AtomicInteger();
    private volatile boolean stopped;

    /** Clients that leave the processes they start again some CPU. */
    LaunchingClients(List<URI> nodes, int clients) {
        this(nodes, clients, 40);
    }

    /** Clients that launch again as soon as they are answered. */
    static LaunchingClients withoutPause(List<URI> nodes, int clients) {
        return new LaunchingClients(nodes, clients, 1);
    }

    private LaunchingClients(List<URI> nodes, int clients, int longestPauseMillis) {
        this.longestPauseMillis = longestPauseMillis;
        this.nodes = List.copyOf(nodes);
        this.clients = clients;
        this.running = new CountDownLatch(clients);
    }

    LaunchingClients start(long seed) {
        for (int i = 0; i < clients; i++) {
            int number = i;
            Thread.ofVirtual().start(() -> launchUntilStopped(number, new SplittableRandom(seed + number)));
        }
        return this;
    }

    private void launchUntilStopped(int client, SplittableRandom random) {
        for (int launch = 0; !stopped; launch++) {
            launch(token(client, launch), TYPES.get(random.nextInt(TYPES.size())), random);
            terminate(acknowledged.getOrDefault(token(client, launch - KEPT), List.of()), random);
            JarProcess.sleep(random.nextInt(longestPauseMillis));
        }
        running.countDown();
    }

    private static String token(int client, int launch) {
        return "client-%d-%d".formatted(client, launch);
    }

    /** Tried once, for all it has to do is to keep the hosts from filling up. */
    private void terminate(List<String> ids, SplittableRandom random) {
        for (String id : ids) {
            try {
                URI node = nodes.get(random.nextInt(nodes.size()));
                send(request(node.resolve("/v1/instances/" + id)).DELETE());
            } catch (IOException e) {
                failedAttempts.incrementAndGet();
            }
        }
    }

    private void launch(String token, String type, SplittableRandom random) {
        boolean unanswered = false;
        int failedAtKill = 0;
        int node = random.nextInt(nodes.size());
        while (!stopped) {
            try {
                HttpResponse<String> answer = launch(nodes.get(node++ % nodes.size()), token, type);
                if (answer.statusCode() == 201) {
                    boolean replayed =
                            answer.headers().firstValue("Firebreak-Replayed").isPresent();
                    if (unanswered && replayed) {
                        betweenCommitAndAnswer.incrementAndGet();
                        if (failedAtKill > 0) {
                            killsThatCaughtOne.add(failedAtKill);
                        }
                    }
                    acknowledged.put(token, ids(JSON.readTree(answer.body())));
                    return;
                }
                if (answer.statusCode() == 409) {
                    contradicted.put(token, true);
                    return;
                }
                unanswered |= answer.statusCode() == UNAVAILABLE;
            } catch (IOException e) {
                unanswered = true;
            }
            if (failedAtKill == 0) {
                failedAtKill = kills.get();
            }
            failedAttempts.incrementAndGet();
            JarProcess.sleep(50 + random.nextInt(200));
        }
    }

    private HttpResponse<String> launch(URI node, String token, String type) throws IOException {
        return send(request(node.resolve("/v1/instances"))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", token)
                .POST(HttpRequest.BodyPublishers.ofString("""
                        {"instanceType":"%s","minCount":1,"maxCount":2,"imageId":"ami-1"}""".formatted(type))));
    }

    private static HttpRequest.Builder request(URI address) {
        return HttpRequest.newBuilder(address)
                .timeout(Duration.ofSeconds(5))
                .header("Authorization", "Bearer " + Keys.of(TENANT));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> ids(JsonNode answer) {
        return answer.path("instances")
                .valueStream()
                .map(instance -> instance.path("id").asString())
                .sorted()
                .toList();
    }

    /** Token to the ids in its acknowledgement. */
    Map<String, List<String>> acknowledged() {
        return Map.copyOf(acknowledged);
    }

    /** A token that is acknowledged after this call began. */
    String awaitLaunchAfterNow() {
        Set<String> before = Set.copyOf(acknowledged.keySet());
        while (true) {
            for (String token : acknowledged.keySet()) {
                if (!before.contains(token)) {
                    return token;
                }
            }
            JarProcess.sleep(50);
        }
    }

    boolean anyContradicted() {
        return !contradicted.isEmpty();
    }

    int betweenCommitAndAnswer() {
        return betweenCommitAndAnswer.get();
    }

    /** Something is killed next: what fails from now on counts for this kill. */
    void beforeKill() {
        kills.incrementAndGet();
    }

    int killsThatCaughtOne() {
        return killsThatCaughtOne.size();
    }

    int failedAttempts() {
        return failedAttempts.get();
    }

    @Override
    public void close() {
        stopped = true;
        try {
            running.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
