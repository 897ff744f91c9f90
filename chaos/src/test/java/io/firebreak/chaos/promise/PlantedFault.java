package io.firebreak.chaos.promise;

import io.firebreak.chaos.region.ProcessName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Makes the cells of a running region answer launches before they commit them, until it is closed: the nodes find the
 * setting in their working directories when they start again.
 */
final class PlantedFault implements AutoCloseable {
    private static final String SETTING = "firebreak.chaos.planted-fault=answer-before-commit\n";

    private final PromiseRegion region;
    private final List<ProcessName> nodes;

    private PlantedFault(PromiseRegion region) {
        this.region = region;
        this.nodes =
                region.cells().stream().map(cell -> ProcessName.node(cell, 1)).toList();
    }

    static PlantedFault plant(PromiseRegion region) throws IOException {
        PlantedFault fault = new PlantedFault(region);
        for (ProcessName node : fault.nodes) {
            Files.writeString(fault.file(node), SETTING);
        }
        fault.restart();
        return fault;
    }

    private Path file(ProcessName node) {
        return region.workingDirectory(node).resolve("application.properties");
    }

    private void restart() {
        region.control().kill(nodes, false);
        region.awaitReady();
    }

    @Override
    public void close() throws IOException {
        for (ProcessName node : nodes) {
            Files.deleteIfExists(file(node));
        }
        restart();
    }
}
