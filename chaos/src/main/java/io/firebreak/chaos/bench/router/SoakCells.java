package io.firebreak.chaos.bench.router;

import io.firebreak.chaos.bench.router.UpstreamProcess.Listener;
import io.firebreak.chaos.install.Installation;
import io.firebreak.chaos.load.NanoClock;
import io.firebreak.chaos.region.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** The cells of a soak, each a process of its own that can be killed and comes back at its port. */
final class SoakCells implements AutoCloseable {
    private final Installation installation;
    private final Path directory;
    private final NanoClock clock;
    private final List<Integer> ports;
    private final List<UpstreamProcess> cells = new ArrayList<>();

    SoakCells(Installation installation, Path directory, NanoClock clock) {
        this.installation = installation;
        this.directory = directory;
        this.clock = clock;
        ports = Ports.free(BenchTenants.CELLS, new Random());
        try {
            for (int cell = 1; cell <= BenchTenants.CELLS; cell++) {
                cells.add(start(cell));
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Where they listen, cell 1 first. */
    List<Integer> ports() {
        return ports;
    }

    private UpstreamProcess start(int cell) {
        return UpstreamProcess.start(
                installation,
                List.of(new Listener(cell, ports.get(cell - 1))),
                directory.resolve("cell-" + cell),
                clock);
    }

    /** Ends a cell as a crash does. */
    void kill(int cell) {
        cells.get(cell - 1).process().kill();
    }

    /** Returns when a killed cell serves again. */
    void restart(int cell) {
        cells.get(cell - 1).close();
        cells.set(cell - 1, start(cell));
    }

    /** What the cells complained about: requests of tenants that are not theirs. Their logs outlive them. */
    List<String> complaints() throws IOException {
        List<String> complaints = new ArrayList<>();
        try (Stream<Path> folders = Files.list(directory)) {
            for (Path log :
                    folders.map(folder -> folder.resolve("upstream.log")).toList()) {
                complaints.addAll(Files.exists(log) ? Files.readAllLines(log) : List.of());
            }
        }
        return complaints;
    }

    @Override
    public void close() {
        cells.forEach(UpstreamProcess::close);
    }
}
