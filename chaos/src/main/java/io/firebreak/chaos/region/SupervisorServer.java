package io.firebreak.chaos.region;

import io.firebreak.chaos.management.TokenServer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The supervisor's calls over HTTP, as {@code docs/protocol.md} has them, on 127.0.0.1 and for who has the token. */
final class SupervisorServer {
    private static final Logger LOG = LoggerFactory.getLogger(SupervisorServer.class);

    private final TokenServer server;
    private final CountDownLatch down = new CountDownLatch(1);

    SupervisorServer(String token) throws IOException {
        server = new TokenServer(0, token, "the supervisor's token is in region.json", Json.MAPPER);
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    /** Which processes a call means. */
    record Names(List<ProcessName> names, boolean hold) {
        Names {
            names = List.copyOf(names);
        }
    }

    /** What is to run as which version. */
    record Deployment(List<ProcessName> names, Map<String, String> settings) {
        Deployment {
            names = List.copyOf(names);
            settings = Map.copyOf(settings);
        }
    }

    /** What is renewed: the certificates, or the authority too. */
    record Rotation(boolean authority) {}

    /** The answer to all calls that do something: every process as it is afterwards. */
    record Processes(List<RegionProcess> processes) {}

    void serve(Region region) {
        Supervisor supervisor = region.supervisor();
        server.on("GET", "/region", body -> region.status());
        server.on("GET", "/processes", body -> new Processes(supervisor.processes()));
        server.on("POST", "/processes/kill", body -> {
            Names names = names(body);
            supervisor.kill(names.names(), names.hold());
            return new Processes(supervisor.processes());
        });
        server.on("POST", "/processes/release", body -> {
            supervisor.release(names(body).names());
            return new Processes(supervisor.processes());
        });
        server.on("POST", "/processes/end", body -> {
            supervisor.end(names(body).names());
            return new Processes(supervisor.processes());
        });
        server.on("POST", "/processes/restart", body -> {
            supervisor.restart(names(body).names());
            return new Processes(supervisor.processes());
        });
        server.on("POST", "/processes/deploy", body -> {
            Deployment deployment = Json.MAPPER.readValue(body, Deployment.class);
            supervisor.deploy(deployment.names(), deployment.settings());
            return new Processes(supervisor.processes());
        });
        server.on("POST", "/processes/roll-back", body -> {
            supervisor.rollBack(names(body).names());
            return new Processes(supervisor.processes());
        });
        server.on("POST", "/processes/pause", body -> {
            supervisor.pause(names(body).names());
            return new Processes(supervisor.processes());
        });
        server.on("POST", "/processes/resume", body -> {
            supervisor.resume(names(body).names());
            return new Processes(supervisor.processes());
        });
        server.on("POST", "/certificates/rotate", body -> {
            rotate(region, Json.MAPPER.readValue(body, Rotation.class).authority());
            return Map.of();
        });
        server.on(
                "POST",
                "/down",
                body -> {
                    supervisor.down();
                    return Map.of();
                },
                down::countDown);
        server.start();
    }

    private static void rotate(Region region, boolean authority) {
        RegionCertificates certificates =
                region.certificates().orElseThrow(() -> new IllegalArgumentException("the region has no certificates"));
        if (authority) {
            certificates.changeAuthority(Supervision::sleepUntilCertificatesAreTaken);
        } else {
            certificates.renew();
            Supervision.sleepUntilCertificatesAreTaken();
        }
    }

    /** Waits until the region was told to go down and is. */
    void awaitDown() throws InterruptedException {
        down.await();
        server.stop(1);
    }

    /** The same, but not for ever. */
    void awaitDown(Duration patience) throws InterruptedException {
        if (down.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.info("told why the region failed");
        }
        server.stop(1);
    }

    private static Names names(byte[] body) {
        return Json.MAPPER.readValue(body, Names.class);
    }
}
