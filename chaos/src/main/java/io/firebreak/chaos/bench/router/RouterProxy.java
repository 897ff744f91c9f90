package io.firebreak.chaos.bench.router;

import io.firebreak.chaos.bench.OsProcess;
import io.firebreak.chaos.install.App;
import io.firebreak.chaos.install.Installation;
import io.firebreak.chaos.region.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Firebreak's router with its default settings, which have breakers and metrics on. It starts from a table file.
 *
 * @param table the file, which it may rewrite
 * @param directory where newer tables come from; nobody need listen there
 */
record RouterProxy(Installation installation, Path table, URI directory, int managementPort) implements Proxy {
    /** A table of a million tenants is 80 MB of text while it is read, and then half of that. */
    static final int HEAP_MIB = 1_024;

    static final String SECRET = "secret-of-one-benchmark-run";
    /** The text of a million tenants is longer than a router takes by default. */
    private static final String LARGEST_TABLE = "256MB";

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
        command.add(1, "-Dreactor.netty.ioWorkerCount=" + eventLoops);
        Map<String, Object> settings = Map.of(
                "server.port", port,
                "management.server.port", managementPort,
                "firebreak.router.directory-url", directory,
                "firebreak.router.internal-secret", SECRET,
                "firebreak.router.table-file", table,
                "firebreak.router.table.maximum-size", LARGEST_TABLE);
        return OsProcess.start(
                command,
                Map.of("SPRING_APPLICATION_JSON", Json.MAPPER.writeValueAsString(settings), "TZ", "UTC"),
                files,
                files.resolve("router.log"));
    }
}
