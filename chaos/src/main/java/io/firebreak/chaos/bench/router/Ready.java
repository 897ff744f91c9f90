package io.firebreak.chaos.bench.router;

import io.firebreak.chaos.bench.OsProcess;
import io.firebreak.chaos.load.NanoClock;
import io.firebreak.chaos.region.RegionStartException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;

/** Waits for processes to answer. */
final class Ready {
    /** Two JVMs that start together on two cores, one of which reads a table of 80 MB, take 10 to 20 s. */
    private static final Duration START = Duration.ofMinutes(2);

    private static final Duration ONE_TRY = Duration.ofSeconds(2);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
    private static final int OK = 200;

    private Ready() {}

    /** What shows that a proxy at this port works, and its upstream with it. */
    static URI throughProxy(int port) {
        return URI.create("http://127.0.0.1:" + port + "/v1/instance-types");
    }

    /** What shows that a cell at this port is there, counted by no one. */
    static URI cell(int port) {
        return URI.create("http://127.0.0.1:" + port + "/readyz");
    }

    /** Returns as soon as that is answered with 200. */
    static void await(String what, OsProcess process, URI question, Path log, NanoClock clock) {
        long deadline = clock.nanos() + START.toNanos();
        try (HttpClient http = HttpClient.newHttpClient()) {
            while (!isReady(http, question)) {
                if (!process.isAlive() || clock.nanos() > deadline) {
                    process.close();
                    throw new RegionStartException("%s did not start, see %s".formatted(what, log));
                }
                clock.waitUntil(clock.nanos() + LOOK_AGAIN.toNanos());
            }
        }
    }

    private static boolean isReady(HttpClient http, URI question) {
        HttpRequest request = HttpRequest.newBuilder(question)
                .header("Authorization", "Bearer " + Traffic.key(0))
                .timeout(ONE_TRY)
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == OK;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RegionStartException("interrupted while %s was awaited".formatted(request.uri()));
        }
    }
}
