package io.firebreak.chaos.bench.router;

import io.firebreak.chaos.bench.OsProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** HAProxy as a bare proxy: no log, kept connections on both sides, one thread per event loop. */
record HaproxyProxy(int upstream) implements Proxy {
    private static final String PROGRAM = "haproxy";

    @Override
    public String name() {
        return "HAProxy";
    }

    @Override
    public Optional<String> missing() {
        return Programs.find(PROGRAM).isPresent()
                ? Optional.empty()
                : Optional.of("HAProxy is not installed: Debian package haproxy");
    }

    @Override
    public OsProcess start(int eventLoops, int port, Path directory) throws IOException {
        Path configuration = directory.resolve("haproxy.cfg");
        Files.createDirectories(directory);
        Files.writeString(configuration, """
                        global
                            nbthread %d
                            maxconn 4096
                        defaults
                            mode http
                            timeout connect 2s
                            timeout client 1h
                            timeout server 1h
                            http-reuse always
                        frontend clients
                            bind 127.0.0.1:%d
                            default_backend cells
                        backend cells
                            server all 127.0.0.1:%d
                        """.formatted(eventLoops, port, upstream));
        return OsProcess.start(
                List.of(Programs.find(PROGRAM).orElseThrow().toString(), "-db", "-f", configuration.toString()),
                Map.of(),
                directory,
                directory.resolve("haproxy.log"));
    }
}
