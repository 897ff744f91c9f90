package io.firebreak.chaos.bench.router;

import io.firebreak.chaos.bench.OsProcess;
import io.firebreak.chaos.install.Installation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Spring Cloud Gateway with one route and nothing else. It has the router's collector and heap. */
record GatewayProxy(Installation installation, int upstream) implements Proxy {
    private static final String ROUTE = "spring.cloud.gateway.server.webflux.routes[0].";

    @Override
    public String name() {
        return "Spring Cloud Gateway";
    }

    @Override
    public Optional<String> missing() {
        return Optional.empty();
    }

    @Override
    public OsProcess start(int eventLoops, int port, Path directory) throws IOException {
        return OsProcess.start(
                installation.gatewayCommand(
                        RouterProxy.HEAP_MIB,
                        List.of(
                                "reactor.netty.ioWorkerCount=" + eventLoops,
                                "server.address=127.0.0.1",
                                "server.port=" + port,
                                ROUTE + "id=all",
                                ROUTE + "uri=http://127.0.0.1:" + upstream,
                                ROUTE + "predicates[0]=Path=/**")),
                Map.of(),
                directory,
                directory.resolve("gateway.log"));
    }
}
