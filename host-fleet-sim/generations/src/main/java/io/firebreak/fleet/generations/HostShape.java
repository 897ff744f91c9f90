package io.firebreak.fleet.generations;

import java.util.List;

/** The host all generations are compared on: hardware threads, memory, the measured guest's processors, neighbours, link. */
public record HostShape(
        Parameter cpus, Parameter memoryGiB, Parameter guestCpus, Parameter neighbours, Parameter linkGbps) {
    List<Parameter> parameters() {
        return List.of(cpus, memoryGiB, guestCpus, neighbours, linkGbps);
    }
}
