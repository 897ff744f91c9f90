package io.firebreak.chaos.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.firebreak.chaos.region.Architecture;
import io.firebreak.chaos.region.JsonCalls;
import io.firebreak.chaos.region.LocalRegion;
import io.firebreak.chaos.region.Progress;
import io.firebreak.chaos.region.RegionConnections;
import io.firebreak.chaos.region.RegionFile;
import io.firebreak.chaos.region.RegionProcess;
import io.firebreak.chaos.region.RegionSecurity;
import io.firebreak.chaos.region.RegionSettings;
import io.firebreak.chaos.region.RegionUnreachableException;
import io.firebreak.identity.IdentityFiles;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Certificates and their authority change under load, and no request fails. A list may be partial: applications that have
 * just started are slow.
 */
class RotationIT {
    private static final RegionSettings TWO_CELLS =
            new RegionSettings(Architecture.SHUFFLE, 2, 1, 1, 1, 2, 4, 50, 1).withSecurity(RegionSecurity.SERVICES);
    private static final int CLIENTS = 4;

    @TempDir
    private Path home = Path.of("");

    @Test
    void certificatesAndAuthorityChangeUnderLoad() throws Exception {
        LocalRegion region = LocalRegion.start(TWO_CELLS, home, Progress.toStandardError());
        try (Clients clients = new Clients(region.file())) {
            List<Long> pids = pids(region);
            URI holdings = region.file()
                    .cells()
                    .getFirst()
                    .nodes()
                    .getFirst()
                    .url()
                    .resolve("/internal/v1/tenants/%s/holdings"
                            .formatted(region.file().tenants().getFirst().id()));
            Path stolen = copied("directory");
            assertThat(call(stolen, holdings, region)).isEqualTo(200);

            region.rotateCertificates(false);

            assertThat(Files.readString(identity("directory").resolve(IdentityFiles.CERTIFICATE)))
                    .isNotEqualTo(Files.readString(stolen.resolve(IdentityFiles.CERTIFICATE)));
            assertThat(call(stolen, holdings, region))
                    .as("its authority is still trusted")
                    .isEqualTo(200);
            clients.awaitMore(200);

            region.rotateCertificates(true);

            clients.awaitMore(200);
            Files.copy(
                    identity("directory").resolve(IdentityFiles.AUTHORITIES),
                    stolen.resolve(IdentityFiles.AUTHORITIES),
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            assertThat(call(identity("directory"), holdings, region)).isEqualTo(200);
            assertThatExceptionOfType(IOException.class)
                    .as("the certificate of before")
                    .isThrownBy(() -> call(stolen, holdings, region));
            JsonCalls operator = JsonCalls.to(
                    RegionConnections.http(region.file()),
                    region.file().directory().url(),
                    region.file().directory().adminToken());
            assertThat(operator.post("/admin/v1/tenants", Map.of("tenants", List.of(Map.of("id", "late"))))
                            .status())
                    .as("directory and cells speak with each other")
                    .isEqualTo(201);
            clients.stop();
            assertThat(clients.failures).isEmpty();
            assertThat(pids(region)).as("no process was restarted").isEqualTo(pids);
        } finally {
            LocalRegion.stop(home, Progress.toStandardError());
        }
    }

    private Path identity(String process) {
        return home.toAbsolutePath().resolve("certificates").resolve(process);
    }

    private Path copied(String process) throws IOException {
        Path copy = Files.createDirectories(home.resolve("stolen"));
        for (String file : List.of(IdentityFiles.CERTIFICATE, IdentityFiles.KEY, IdentityFiles.AUTHORITIES)) {
            Files.copy(identity(process).resolve(file), copy.resolve(file));
        }
        return copy;
    }

    private static int call(Path identity, URI address, LocalRegion region) throws IOException, InterruptedException {
        return Visitor.with(identity).call("GET", address, region.file().internalSecret());
    }

    private static List<Long> pids(LocalRegion region) {
        return region.control().processes().stream().map(RegionProcess::pid).toList();
    }

    /** Tenants that launch, list and terminate until they are stopped. */
    private static final class Clients implements AutoCloseable {
        private final Queue<String> failures = new ConcurrentLinkedQueue<>();
        private final AtomicInteger answers = new AtomicInteger();
        private final AtomicBoolean stopped = new AtomicBoolean();
        private final List<Thread> threads;

        Clients(RegionFile region) {
            threads = java.util.stream.IntStream.range(0, CLIENTS)
                    .mapToObj(number -> {
                        JsonCalls tenant = JsonCalls.to(
                                RegionConnections.http(region),
                                region.router().url(),
                                region.tenants().get(number).key());
                        return Thread.ofPlatform().daemon().start(() -> work(tenant));
                    })
                    .toList();
        }

        private void work(JsonCalls tenant) {
            while (!stopped.get()) {
                try {
                    JsonCalls.Answer launched = tenant.post(
                            "/v1/instances",
                            Map.of("instanceType", "t3.micro", "minCount", 1, "maxCount", 1, "imageId", "ami-1"));
                    note(launched, 201);
                    note(tenant.get("/v1/instances?limit=10"), 200);
                    String id = launched.body().at("/instances/0/id").asString("");
                    note(tenant.delete("/v1/instances/" + id), 200);
                } catch (RegionUnreachableException e) {
                    failures.add(String.valueOf(e.getMessage()));
                }
            }
        }

        private void note(JsonCalls.Answer answer, int good) {
            answers.incrementAndGet();
            if (answer.status() != good) {
                failures.add(answer.status() + " " + answer.body());
            }
        }

        void awaitMore(int more) throws InterruptedException {
            int enough = answers.get() + more;
            long deadline = System.nanoTime() + java.time.Duration.ofMinutes(2).toNanos();
            while (answers.get() < enough) {
                assertThat(System.nanoTime())
                        .as("%d more answers in time", more)
                        .isLessThan(deadline);
                Thread.sleep(20);
            }
        }

        void stop() throws InterruptedException {
            stopped.set(true);
            for (Thread thread : threads) {
                thread.join();
            }
        }

        @Override
        public void close() {
            stopped.set(true);
        }
    }
}
