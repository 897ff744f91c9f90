package io.firebreak.chaos.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.firebreak.chaos.region.JsonCalls;
import io.firebreak.chaos.region.LocalRegion;
import io.firebreak.chaos.region.RegionConnections;
import io.firebreak.chaos.region.RegionFile;
import io.firebreak.chaos.region.RegionProcess;
import io.firebreak.identity.IdentityFiles;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Certificates and their authority change under load, and no request fails. A list may be partial: applications that have
 * just started are slow.
 */
class RotationIT {
    @RegisterExtension
    static final SecuredRegion SECURED = new SecuredRegion();

    private static final int CLIENTS = 4;

    @TempDir
    private Path directory = Path.of("");

    @Test
    void certificatesAndAuthorityChangeUnderLoad() throws Exception {
        LocalRegion region = SECURED.region();
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
                    StandardCopyOption.REPLACE_EXISTING);
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
        }
    }

    private static Path identity(String process) {
        return SECURED.identity(process);
    }

    private Path copied(String process) throws IOException {
        Path copy = Files.createDirectories(directory.resolve("stolen"));
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
            threads = region.tenants().stream()
                    .limit(CLIENTS)
                    .map(tenant -> Thread.ofPlatform().daemon().start(() -> work(region, tenant.key())))
                    .toList();
        }

        /** With new connections in each round, to a router whose certificate changes too. */
        private void work(RegionFile region, String key) {
            while (!stopped.get()) {
                try (HttpClient http = RegionConnections.http(region)) {
                    round(JsonCalls.to(http, region.router().url(), key));
                } catch (RuntimeException e) {
                    failures.add(String.valueOf(e));
                }
            }
        }

        private void round(JsonCalls tenant) {
            JsonCalls.Answer launched = tenant.post(
                    "/v1/instances",
                    Map.of("instanceType", "t3.micro", "minCount", 1, "maxCount", 1, "imageId", "ami-1"));
            note(launched, 201);
            note(tenant.get("/v1/instances?limit=10"), 200);
            String id = launched.body().at("/instances/0/id").asString("");
            note(tenant.delete("/v1/instances/" + id), 200);
        }

        private void note(JsonCalls.Answer answer, int good) {
            answers.incrementAndGet();
            if (answer.status() != good) {
                failures.add(answer.status() + " " + answer.body());
            }
        }

        void awaitMore(int more) throws InterruptedException {
            int enough = answers.get() + more;
            long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
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
