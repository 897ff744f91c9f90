package io.firebreak.chaos.bench.overload;

import io.firebreak.chaos.bench.OsProcess;
import io.firebreak.chaos.load.NanoClock;
import io.firebreak.chaos.region.RegionFile;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Everything that shares the processors with what is measured, the generator included. */
final class Processors {
    private final Map<String, ProcessHandle> processes = new LinkedHashMap<>();
    private final long generator;
    private final NanoClock clock;

    /** Of a region of one cell, under a load of the calling thread. */
    Processors(RegionFile region, NanoClock clock) {
        RegionFile.Cell cell = region.cells().getFirst();
        add("router", region.routers().getFirst().pid());
        add("cell", cell.nodes().getFirst().pid());
        add("database", cell.database().pid());
        add("fleet", cell.fleet().pid());
        this.generator = Thread.currentThread().threadId();
        this.clock = clock;
    }

    private void add(String part, long pid) {
        ProcessHandle.of(pid).ifPresent(process -> processes.put(part, process));
    }

    CpuUse now() {
        Map<String, Duration> parts = new LinkedHashMap<>();
        processes.forEach((part, process) -> parts.put(part, OsProcess.cpuOf(process)));
        parts.put(
                "generator",
                Duration.ofNanos(ManagementFactory.getThreadMXBean().getThreadCpuTime(generator)));
        return new CpuUse(clock.nanos(), parts);
    }
}
