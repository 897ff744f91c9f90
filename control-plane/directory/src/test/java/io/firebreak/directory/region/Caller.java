package io.firebreak.directory.region;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Speaks to a directory over HTTP with the right secrets: as operator under /admin, else as one of the region's processes. */
public class Caller implements AutoCloseable {
    private final HttpClient http = HttpClient.newHttpClient();
    private final String api;
    private final String management;

    Caller(int port, int managementPort) {
        api = "http://127.0.0.1:" + port;
        management = "http://127.0.0.1:" + managementPort;
    }

    public final URI uri(String path) {
        return URI.create(api + path);
    }

    public final URI managementUri(String path) {
        return URI.create(management + path);
    }

    public final Answer get(String path) {
        return send(HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer " + secretFor(path)));
    }

    public final Answer put(String path, String body) {
        return send(request(path).PUT(BodyPublishers.ofString(body)));
    }

    public final Answer post(String path, String body) {
        return send(request(path).POST(BodyPublishers.ofString(body)));
    }

    public final Answer patch(String path, String body) {
        return send(request(path).method("PATCH", BodyPublishers.ofString(body)));
    }

    public final Answer delete(String path) {
        return send(request(path).DELETE());
    }

    public final Answer table() {
        return get("/internal/v1/table?version=0&waitSeconds=0");
    }

    public long version() {
        return table().json().get("version").longValue();
    }

    /** Registers an active cell of this number in zone-1. */
    public final Answer register(int number, String... nodes) {
        return registerAs("active", number, nodes);
    }

    public final Answer registerAs(String state, int number, String... nodes) {
        String urls = Arrays.stream(nodes).map("\"%s\""::formatted).collect(Collectors.joining(","));
        return put("/admin/v1/cells/cell-" + number, """
                {"number":%d,"zone":"zone-1","weight":1,"state":"%s","nodes":[%s]}
                """.formatted(number, state, urls));
    }

    /** Creates tenants with keys of the directory's making. */
    public final Answer create(String... tenants) {
        return create(List.of(tenants));
    }

    public final Answer create(List<String> tenants) {
        return post(
                "/admin/v1/tenants",
                tenants.stream()
                        .map("{\"id\":\"%s\"}"::formatted)
                        .collect(Collectors.joining(",", "{\"tenants\":[", "]}")));
    }

    /** Cells that confirm, registered as cell-1 to cell-count. */
    public final List<CellThatConfirms> registerCells(int count) {
        List<CellThatConfirms> cells = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            CellThatConfirms cell = new CellThatConfirms();
            cells.add(cell);
            register(number, cell.url());
        }
        return cells;
    }

    public final Answer send(HttpRequest.Builder request) {
        try {
            return Answer.of(http.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri(path))
                .header("Authorization", "Bearer " + secretFor(path))
                .header("Content-Type", "application/json");
    }

    private static String secretFor(String path) {
        return path.startsWith("/admin") ? RunningDirectory.ADMIN_TOKEN : RunningDirectory.INTERNAL_SECRET;
    }
}
