package io.firebreak.chaos.bench.router;

import io.firebreak.chaos.bench.OsProcess;
import io.firebreak.chaos.install.Installation;
import io.firebreak.chaos.load.NanoClock;
import io.firebreak.chaos.region.JsonCalls;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A running {@link Upstream}. */
final class UpstreamProcess implements AutoCloseable {
    /** It keeps nothing but the buffers of its connections, which are outside the heap. */
    private static final int HEAP_MIB = 32;

    private final OsProcess process;
    private final List<Listener> ports;

    /** A cell's number and where it listens. */
    record Listener(int cell, int port) {}

    private UpstreamProcess(OsProcess process, List<Listener> ports) {
        this.process = process;
        this.ports = ports;
    }

    /**
     * Starts it, and returns when it answers.
     *
     * @param ports of the cells, in their order
     */
    static UpstreamProcess start(Installation installation, List<Listener> ports, Path directory, NanoClock clock) {
        List<String> pairs = ports.stream()
                .map(listener -> listener.cell() + ":" + listener.port())
                .toList();
        Path log = directory.resolve("upstream.log");
        OsProcess process =
                OsProcess.start(installation.programCommand(Upstream.class, HEAP_MIB, pairs), Map.of(), directory, log);
        Ready.await("the upstream", process, Ready.cell(ports.getFirst().port()), log, clock);
        return new UpstreamProcess(process, ports);
    }

    OsProcess process() {
        return process;
    }

    /** Where a proxy that knows no tenants may go. */
    int anyPort() {
        return ports.stream()
                .filter(listener -> listener.cell() == UpstreamCell.ANY_TENANT)
                .findFirst()
                .orElseThrow()
                .port();
    }

    /** Where the cells listen, cell 1 first. */
    List<Integer> cellPorts() {
        return ports.stream()
                .filter(listener -> listener.cell() != UpstreamCell.ANY_TENANT)
                .map(Listener::port)
                .toList();
    }

    /** Requests that came to a cell outside of their tenant's shard, or with no tenant at all. */
    long astray() {
        long astray = 0;
        try (HttpClient http = HttpClient.newHttpClient()) {
            for (int port : cellPorts()) {
                JsonNode stats = JsonCalls.to(http, URI.create("http://127.0.0.1:" + port), "")
                        .get("/stats")
                        .body();
                astray += stats.required("outside").longValue()
                        + stats.required("unknown").longValue();
            }
        }
        return astray;
    }

    @Override
    public void close() {
        process.close();
    }
}
