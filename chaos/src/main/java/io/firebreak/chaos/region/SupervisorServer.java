package io.firebreak.chaos.region;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/** The supervisor's calls over HTTP, as {@code docs/protocol.md} has them, on 127.0.0.1 and for who has the token. */
final class SupervisorServer {
    private static final Logger LOG = LoggerFactory.getLogger(SupervisorServer.class);

    /** More than the names of the largest region. */
    private static final int LARGEST_BODY = 256 * 1024;

    private final HttpServer server;
    private final byte[] authorization;
    private final CountDownLatch down = new CountDownLatch(1);

    SupervisorServer(String token) throws IOException {
        authorization = ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
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

    record Problem(String code, String detail) {}

    void serve(Region region) {
        Supervisor supervisor = region.supervisor();
        on("GET", "/region", body -> region.status());
        on("GET", "/processes", body -> new Processes(supervisor.processes()));
        on("POST", "/processes/kill", body -> {
            Names names = names(body);
            supervisor.kill(names.names(), names.hold());
            return new Processes(supervisor.processes());
        });
        on("POST", "/processes/release", body -> {
            supervisor.release(names(body).names());
            return new Processes(supervisor.processes());
        });
        on("POST", "/processes/end", body -> {
            supervisor.end(names(body).names());
            return new Processes(supervisor.processes());
        });
        on("POST", "/processes/restart", body -> {
            supervisor.restart(names(body).names());
            return new Processes(supervisor.processes());
        });
        on("POST", "/processes/deploy", body -> {
            Deployment deployment = Json.MAPPER.readValue(body, Deployment.class);
            supervisor.deploy(deployment.names(), deployment.settings());
            return new Processes(supervisor.processes());
        });
        on("POST", "/processes/roll-back", body -> {
            supervisor.rollBack(names(body).names());
            return new Processes(supervisor.processes());
        });
        on("POST", "/processes/pause", body -> {
            supervisor.pause(names(body).names());
            return new Processes(supervisor.processes());
        });
        on("POST", "/processes/resume", body -> {
            supervisor.resume(names(body).names());
            return new Processes(supervisor.processes());
        });
        on("POST", "/certificates/rotate", body -> {
            rotate(region, Json.MAPPER.readValue(body, Rotation.class).authority());
            return Map.of();
        });
        server.createContext("/down", exchange -> {
            answer(exchange, "POST", body -> {
                supervisor.down();
                return Map.of();
            });
            down.countDown();
        });
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

    private void on(String method, String path, Function<byte[], Object> action) {
        server.createContext(path, exchange -> answer(exchange, method, action));
    }

    private void answer(HttpExchange exchange, String method, Function<byte[], Object> action) throws IOException {
        try (exchange) {
            String given = exchange.getRequestHeaders().getFirst("Authorization");
            if (given == null || !MessageDigest.isEqual(authorization, given.getBytes(StandardCharsets.UTF_8))) {
                send(exchange, 401, new Problem("UNAUTHENTICATED", "the supervisor's token is in region.json"));
            } else if (!exchange.getRequestMethod().equals(method)
                    || !exchange.getRequestURI()
                            .getPath()
                            .equals(exchange.getHttpContext().getPath())) {
                send(exchange, 404, new Problem("NOT_FOUND", "the calls are in docs/protocol.md"));
            } else {
                act(exchange, action);
            }
        }
    }

    private static void act(HttpExchange exchange, Function<byte[], Object> action) throws IOException {
        try {
            send(exchange, 200, action.apply(exchange.getRequestBody().readNBytes(LARGEST_BODY)));
        } catch (IllegalArgumentException | JacksonException e) {
            send(exchange, 400, new Problem("BAD_REQUEST", String.valueOf(e.getMessage())));
        } catch (RuntimeException e) {
            LOG.error("{} failed", exchange.getRequestURI(), e);
            send(exchange, 500, new Problem("INTERNAL", String.valueOf(e)));
        }
    }

    private static void send(HttpExchange exchange, int status, Object content) throws IOException {
        byte[] body = Json.MAPPER.writeValueAsBytes(content);
        exchange.getResponseHeaders()
                .set("Content-Type", status < 300 ? "application/json" : "application/problem+json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
