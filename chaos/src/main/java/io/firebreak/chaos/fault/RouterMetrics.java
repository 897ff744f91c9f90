package io.firebreak.chaos.fault;

import io.firebreak.assigner.CellId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What all routers of a region saw of a cell, from their public metrics. */
final class RouterMetrics {
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(5);
    private static final Pattern LINE =
            Pattern.compile("firebreak_router_cell_calls_total\\{(?<labels>[^}]*)\\} (?<value>[0-9.E+]+)");
    private static final Pattern OUTCOME = Pattern.compile("outcome=\"([^\"]*)\"");
    /** What a cell did wrong; the other outcomes are answers, or calls that no router sent. */
    private static final Set<String> FAILED = Set.of("not_connected", "cut_off", "timed_out", "server_error");

    private static final Set<String> NOT_SENT = Set.of("believed_dead", "crowded", "held_back");

    private final HttpClient http;
    private final List<URI> routers;

    /** @param routers where their metrics are */
    RouterMetrics(HttpClient http, List<URI> routers) {
        this.http = http;
        this.routers = List.copyOf(routers);
    }

    /**
     * All calls of a cell since the routers started.
     *
     * @throws IOException when a router does not tell
     */
    BakeGate.Calls callsOf(CellId cell) throws IOException, InterruptedException {
        long all = 0;
        long failed = 0;
        for (URI router : routers) {
            BakeGate.Calls seen = read(cell, metrics(router));
            all += seen.all();
            failed += seen.failed();
        }
        return new BakeGate.Calls(all, failed);
    }

    static BakeGate.Calls read(CellId cell, String exposition) {
        String ofCell = "cell=\"%s\"".formatted(cell);
        long all = 0;
        long failed = 0;
        Matcher line = LINE.matcher(exposition);
        while (line.find()) {
            Matcher outcome = OUTCOME.matcher(line.group("labels"));
            if (line.group("labels").contains(ofCell) && outcome.find() && !NOT_SENT.contains(outcome.group(1))) {
                long calls = Math.round(Double.parseDouble(line.group("value")));
                all += calls;
                failed += FAILED.contains(outcome.group(1)) ? calls : 0;
            }
        }
        return new BakeGate.Calls(all, failed);
    }

    private String metrics(URI router) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(router.resolve("/actuator/prometheus"))
                .timeout(CALL_TIMEOUT)
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("%s answered %d".formatted(request.uri(), answer.statusCode()));
        }
        return answer.body();
    }
}
