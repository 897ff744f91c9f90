package io.firebreak.chaos.failover;

import io.firebreak.chaos.install.App;
import io.firebreak.chaos.install.Archive;
import io.firebreak.chaos.install.Installation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/** The packaged router, as a region starts it, on ports that it keeps over its deaths. */
public final class RouterProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Pattern SAMPLE = Pattern.compile("(?m)^(\\w+)(?:\\{(.*)})? ([0-9.eE+-]+)$");

    private final int port;
    private final int managementPort;
    private final URI directory;
    private final Path folder;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private ChildProcess process;

    /**
     * Starts it.
     *
     * @param folder of this router alone: its table and its log
     */
    public RouterProcess(int port, int managementPort, URI directory, Path folder) {
        this.port = port;
        this.managementPort = managementPort;
        this.directory = directory;
        this.folder = folder;
        this.process = spawn();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    ChildProcess process() {
        return process;
    }

    void restart() {
        process = spawn();
    }

    /** Whether it has a table. */
    public boolean isReady() {
        try {
            return get("/actuator/health/readiness").statusCode() == 200;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    /** The sum of a metric over all series whose labels match. */
    double metric(String name, Pattern labels) {
        return SAMPLE.matcher(get("/actuator/prometheus").body())
                .results()
                .filter(sample -> sample.group(1).equals(name))
                .filter(sample -> labels.matcher(labels(sample)).find())
                .mapToDouble(sample -> Double.parseDouble(sample.group(3)))
                .sum();
    }

    private static String labels(MatchResult sample) {
        return sample.group(2) == null ? "" : sample.group(2);
    }

    private HttpResponse<String> get(String path) {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:%d%s".formatted(managementPort, path)))
                .timeout(PATIENCE)
                .build();
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private ChildProcess spawn() {
        Map<String, Object> settings = new HashMap<>();
        settings.put("server.port", port);
        settings.put("management.server.port", managementPort);
        settings.put("firebreak.router.directory-url", directory.toString());
        settings.put("firebreak.router.internal-secret", "secret-of-one-test-run");
        settings.put("firebreak.router.table-file", folder.resolve("table").toString());
        return ChildProcess.start(
                Installation.locate().command(App.ROUTER, Archive.USED, List.of()),
                Map.of("SPRING_APPLICATION_JSON", JsonMapper.shared().writeValueAsString(settings), "TZ", "UTC"),
                folder.resolve("log"));
    }

    @Override
    public void close() {
        process.close();
        http.close();
    }
}
