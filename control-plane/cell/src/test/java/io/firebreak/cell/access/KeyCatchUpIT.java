package io.firebreak.cell.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.firebreak.cell.harness.FleetInMemory;
import io.firebreak.cell.harness.Keys;
import io.firebreak.cell.harness.TestCell;
import io.firebreak.testdatabase.TestDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** A cell that was away while a key was revoked. */
class KeyCatchUpIT {
    private static final String TENANT = "away";
    private static final String NOBODY_THERE = "--firebreak.cell.directory-url=http://127.0.0.1:" + freePort();

    private final TestDatabase database = TestDatabase.fresh();

    @Test
    void learnsARevocationFromTheDirectoryBeforeItIsReady() {
        stopAfterTaking("http://127.0.0.1:1");
        try (var directory = new DirectoryThatKnowsOfARevocation();
                TestCell back = start("--firebreak.cell.directory-url=" + directory.url())) {
            assertThat(back.get(TENANT, "/v1/instances").status()).isEqualTo(401);
            assertThat(stale(back)).isZero();
        }
    }

    @Test
    void learnsItFromAnotherCellOfTheShardWhenTheDirectoryIsDead() {
        try (TestCell peer = TestCell.start("cell-2", TestDatabase.fresh(), FleetInMemory.ofC5Hosts(1))) {
            stopAfterTaking(peer.url().toString());
            push(peer, 2, true);

            try (TestCell back = start(NOBODY_THERE)) {
                assertThat(back.get(TENANT, "/v1/instances").status()).isEqualTo(401);
                assertThat(stale(back)).isZero();
            }
        }
    }

    @Test
    void doesNotLetADirectoryThatHangsKeepItFromAskingTheOtherCell() {
        var hanging = new CountDownLatch(1);
        try (var directory = new DirectoryThatKnowsOfARevocation(hanging);
                TestCell peer = TestCell.start("cell-2", TestDatabase.fresh(), FleetInMemory.ofC5Hosts(1))) {
            stopAfterTaking(peer.url().toString());
            push(peer, 2, true);

            try (TestCell back = start("--firebreak.cell.directory-url=" + directory.url())) {
                assertThat(back.get(TENANT, "/v1/instances").status()).isEqualTo(401);
                assertThat(stale(back)).isZero();
            } finally {
                hanging.countDown();
            }
        }
    }

    @Test
    void servesAfterFiveSecondsAndRaisesAnAlertWhenNobodyCanSayAndEndsItWhenSomebodyCan() {
        stopAfterTaking("http://127.0.0.1:" + freePort());
        int port = freePort();
        try (TestCell back = TestCell.startWithoutHosts(
                "cell-1",
                database,
                FleetInMemory.ofC5Hosts(1),
                "--firebreak.cell.directory-url=http://127.0.0.1:" + port)) {
            long begun = System.nanoTime();
            assertThat(back.get(TENANT, "/v1/instances").status()).isEqualTo(503);
            assertThat(back.send(HttpRequest.newBuilder(back.url().resolve("/readyz")))
                            .status())
                    .isEqualTo(503);
            assertThat(stale(back)).isZero();

            back.await("it serves", () -> back.get(TENANT, "/v1/instances").status() == 200);

            assertThat(Duration.ofNanos(System.nanoTime() - begun))
                    .isBetween(Duration.ofSeconds(2), Duration.ofSeconds(8));
            assertThat(stale(back)).isOne();
            assertThat(back.send(HttpRequest.newBuilder(back.managementUrl().resolve("/actuator/health/readiness")))
                            .body()
                            .at("/components/cell/details/keysStale")
                            .asBoolean())
                    .isTrue();
            try (var directory = new DirectoryThatKnowsOfARevocation(port, new CountDownLatch(0))) {
                back.await("the alert ends when somebody at " + directory.url() + " knows", () -> stale(back) == 0);
                assertThat(back.get(TENANT, "/v1/instances").status()).isEqualTo(401);
            }
        }
    }

    @Test
    void doesNotWaitWhenThereIsNobodyToAsk() {
        try (TestCell first = TestCell.start("cell-1", database, FleetInMemory.ofC5Hosts(1))) {
            first.withTenant(TENANT, "cell-1");
        }
        try (TestCell back = start()) {
            assertThat(back.get(TENANT, "/v1/instances").status()).isEqualTo(200);
            assertThat(stale(back)).isOne();
        }
    }

    /** The cell takes a tenant whose shard it shares with another cell, and goes away. */
    private void stopAfterTaking(String peer) {
        try (TestCell first = TestCell.start("cell-1", database, FleetInMemory.ofC5Hosts(1))) {
            first.withPeer("cell-2", "active", peer);
            push(first, 1, false);
            assertThat(first.get(TENANT, "/v1/instances").status()).isEqualTo(200);
        }
    }

    private TestCell start(String... settings) {
        return TestCell.start("cell-1", database, FleetInMemory.ofC5Hosts(1), settings);
    }

    private static void push(TestCell cell, long version, boolean revoked) {
        cell.push(Map.of(
                "tenants",
                List.of(Map.of(
                        "id",
                        TENANT,
                        "keyHash",
                        Keys.sha256(Keys.of(TENANT)),
                        "keysVersion",
                        version,
                        "epoch",
                        1,
                        "cells",
                        List.of("cell-1", "cell-2"),
                        "revoked",
                        revoked))));
    }

    private static double stale(TestCell cell) {
        return cell.bean(MeterRegistry.class)
                .get("firebreak.access.stale")
                .gauge()
                .value();
    }

    private static int freePort() {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Answers who asks what is newer, once it may. */
    private static final class DirectoryThatKnowsOfARevocation implements AutoCloseable {
        private final HttpServer server;

        DirectoryThatKnowsOfARevocation() {
            this(0, new CountDownLatch(0));
        }

        DirectoryThatKnowsOfARevocation(CountDownLatch mayAnswer) {
            this(0, mayAnswer);
        }

        DirectoryThatKnowsOfARevocation(int port, CountDownLatch mayAnswer) {
            try {
                server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            server.createContext("/internal/v1/tenants/newer", exchange -> {
                try (exchange) {
                    mayAnswer.await();
                    byte[] answer =
                            """
                            {"tenants":[{"id":"%s","keyHash":"%s","keysVersion":2,"epoch":1,
                                "cells":["cell-1","cell-2"],"formerCells":[],"revoked":true}],"unknown":[]}
                            """.formatted(TENANT, Keys.sha256(Keys.of(TENANT))).getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(200, answer.length);
                    exchange.getResponseBody().write(answer);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
        }

        String url() {
            return "http://127.0.0.1:" + server.getAddress().getPort();
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
