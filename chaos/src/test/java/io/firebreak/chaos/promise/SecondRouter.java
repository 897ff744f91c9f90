package io.firebreak.chaos.promise;

import static io.firebreak.chaos.promise.Eventually.eventually;

import io.firebreak.assigner.CellId;
import io.firebreak.chaos.failover.RouterProcess;
import io.firebreak.chaos.failover.TableServer;
import io.firebreak.chaos.region.JsonCalls;
import io.firebreak.chaos.region.Ports;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A router beside the region's own, with the same table, but whose wires to the cells can be cut: then it believes dead what
 * the other one finds well.
 */
final class SecondRouter implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(2);

    private final Map<CellId, CutProxy> wires = new HashMap<>();
    private final TableServer directory;
    private final RouterProcess process;

    SecondRouter(PromiseRegion region) throws IOException {
        String table = JsonCalls.to(
                        region.http(),
                        region.file().directory().url(),
                        region.file().internalSecret())
                .get("/internal/v1/table?version=-1&waitSeconds=0")
                .body()
                .toString();
        for (CellId cell : region.cells()) {
            CutProxy wire = new CutProxy(region.node(cell));
            wires.put(cell, wire);
            table = table.replace(
                    '"' + region.node(cell).toString() + '"', '"' + wire.url().toString() + '"');
        }
        directory = new TableServer(table);
        List<Integer> ports = Ports.free(2, new Random());
        Path folder = Files.createDirectories(
                Path.of("target", "second-router-" + ports.getFirst()).toAbsolutePath());
        process = new RouterProcess(ports.getFirst(), ports.getLast(), directory.url(), folder);
        eventually("the second router is ready", START, process::isReady);
    }

    URI url() {
        return process.url();
    }

    CutProxy wireTo(CellId cell) {
        CutProxy wire = wires.get(cell);
        if (wire == null) {
            throw new IllegalArgumentException("no wire to " + cell);
        }
        return wire;
    }

    @Override
    public void close() {
        process.close();
        wires.values().forEach(CutProxy::close);
        directory.close();
    }
}
