package io.firebreak.fleet.kill;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.fleet.api.CommandBatch;
import io.firebreak.fleet.api.HostAction;
import io.firebreak.fleet.api.HostCommand;
import io.firebreak.fleet.api.HostedInstance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The fleet as a real process: killed in the middle of its traffic, started from what it left, and stopped. */
class FleetKillIT {
    private static final int KILLS = 8;
    private static final int WRITERS = 4;

    /** What a JVM reports that ended by SIGTERM: 128 and the signal's number. */
    private static final int ENDED_BY_SIGTERM = 143;

    @TempDir
    Path directory;

    @Test
    void keepsEverythingItAnsweredThroughKillsInMidTraffic() throws InterruptedException, ExecutionException {
        SplittableRandom random = new SplittableRandom(1);
        List<Writer> writers = IntStream.range(0, WRITERS).mapToObj(Writer::new).toList();
        int writtenUnanswered = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            try (FleetProcess fleet = FleetProcess.start(directory)) {
                writtenUnanswered += check(fleet, writers);
                killInMidTraffic(fleet, writers, random.nextInt(100, 1_000));
            }
        }
        try (FleetProcess fleet = FleetProcess.start(directory)) {
            writtenUnanswered += check(fleet, writers);
            System.out.printf(
                    "%d kills, %d commands answered before them or after; %d of %d batches in flight were killed between write and answer%n",
                    KILLS, writers.stream().mapToInt(Writer::answered).sum(), writtenUnanswered, KILLS * WRITERS);
        }
    }

    @Test
    void startsFromAnExtractedJarAndStopsWhenAsked() throws IOException, InterruptedException {
        Path extracted = directory.resolve("extracted");
        Process tools = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djarmode=tools",
                        "-jar",
                        FleetProcess.executableJar().toString(),
                        "extract",
                        "--destination",
                        extracted.toString())
                .inheritIO()
                .start();
        assertThat(tools.waitFor()).isZero();
        Path jar;
        try (Stream<Path> files = Files.list(extracted)) {
            jar = files.filter(file -> file.toString().endsWith(".jar"))
                    .findAny()
                    .orElseThrow();
        }
        HostCommand terminate = new HostCommand("host-00001", "i-1", 1, HostAction.TERMINATE, null, null);
        try (FleetProcess fleet = FleetProcess.start(directory, List.of("-jar", jar.toString()))) {
            assertThat(fleet.send(new CommandBatch(List.of(terminate)))).isPresent();
            assertThat(fleet.terminate()).isEqualTo(ENDED_BY_SIGTERM);
        }
        assertThat(Files.readString(directory.resolve("fleet.log"))).contains("Graceful shutdown complete");
    }

    private static int check(FleetProcess fleet, List<Writer> writers) {
        Map<String, HostedInstance> found = fleet.instances();
        int written = 0;
        for (Writer writer : writers) {
            written += writer.check(fleet, found) ? 1 : 0;
        }
        return written;
    }

    private static void killInMidTraffic(FleetProcess fleet, List<Writer> writers, int afterMillis)
            throws InterruptedException, ExecutionException {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<? extends Future<?>> traffic = writers.stream()
                    .map(writer -> executor.submit(() -> writer.writeTo(fleet)))
                    .toList();
            Thread.sleep(afterMillis);
            fleet.kill();
            for (Future<?> writing : traffic) {
                writing.get();
            }
        }
    }
}
