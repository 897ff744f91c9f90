package io.firebreak.chaos.bench.router;

import io.firebreak.chaos.bench.OsProcess;
import io.firebreak.chaos.install.App;
import io.firebreak.chaos.install.Installation;
import io.firebreak.chaos.region.Json;
import io.firebreak.chaos.region.Ports;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Firebreak's router with its default settings, which have breakers and metrics on. It starts from a table file.
 *
 * @param table the file, which it may rewrite
 * @param directory where newer tables come from; nobody need listen there
 * @param jvm further options of its JVM
 */
record RouterProxy(Installation installation, Path table, URI directory, int managementPort, List<String> jvm)
        implements Proxy {
    /** A table of a million tenants is 80 MB of text while it is read, and then half of that. */
    static final int HEAP_MIB = 1_024;

    static final String SECRET = "secret-of-one-benchmark-run";

    /** A router whose directory is dead from the start. */
    static RouterProxy withoutDirectory(Installation installation, Path table, RandomGenerator random) {
        List<Integer> ports = Ports.free(2, random);
        URI nobody = URI.create("http://127.0.0.1:" + ports.getFirst());
        return new RouterProxy(installation, table, nobody, ports.getLast(), List.of());
    }

    /** The same with a heap that is all there from the start, so that the process grows by what is not heap. */
    RouterProxy withTouchedHeap() {
        return new RouterProxy(installation, table, directory, managementPort, List.of("-XX:+AlwaysPreTouch"));
    }

    /** The same with a directory. */
    RouterProxy asking(URI there) {
        return new RouterProxy(installation, table, there, managementPort, jvm);
    }

    @Override
    public String name() {
        return "cell-router";
    }

    @Override
    public Optional<String> missing() {
        return Optional.empty();
    }

    @Override
    public OsProcess start(int eventLoops, int port, Path files) throws IOException {
        List<String> command = new ArrayList<>(installation.serverCommand(App.ROUTER, HEAP_MIB));
        command.addAll(1, jvm);
        Map<String, Object> settings = Map.of(
                "server.port", port,
                "firebreak.router.edge.event-loops", eventLoops,
                "management.server.port", managementPort,
                "firebreak.router.directory-url", directory,
                "firebreak.router.internal-secret", SECRET,
                "firebreak.router.table-file", table);
        return OsProcess.start(
                command,
                Map.of("SPRING_APPLICATION_JSON", Json.MAPPER.writeValueAsString(settings), "TZ", "UTC"),
                files,
                files.resolve("router.log"));
    }
}
