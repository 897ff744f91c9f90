package io.firebreak.chaos.bench.router;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the router says of itself on its management port. */
record RouterMetrics(HttpClient http, int managementPort) {
    /** Seconds of all updates of the table of that kind so far; 0 before the first. */
    double applySeconds(String kind) throws IOException {
        Matcher found = Pattern.compile(
                        "(?m)^firebreak_router_table_apply_seconds_sum\\{kind=\"" + kind + "\"[^}]*} ([0-9.E-]+)$")
                .matcher(text());
        return found.find() ? Double.parseDouble(found.group(1)) : 0;
    }

    private String text() throws IOException {
        URI uri = URI.create("http://127.0.0.1:" + managementPort + "/actuator/prometheus");
        try {
            return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while metrics were read", e);
        }
    }
}
