package io.firebreak.router.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.firebreak.router.RouterApplication;
import io.firebreak.router.cells.CellThatAnswers;
import io.firebreak.router.cells.CellThatAnswers.Answer;
import io.firebreak.router.cells.FakeCell;
import io.firebreak.router.table.TableKeeper;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole application, as it is shipped, in front of one cell with one tenant. */
final class StartedRouter implements AutoCloseable {
    static final String KEY = "Authorization: Bearer fbk_t-1_abcdefghijklmnopqrstuvwx\r\n";
    private static final int PATIENCE_MILLIS = 5_000;

    private final CellThatAnswers directory;
    private final ConfigurableApplicationContext application;

    StartedRouter(FakeCell cell, Path folder, String... settings) {
        this(0, cell, folder, settings);
    }

    /** On a given port. */
    StartedRouter(int port, FakeCell cell, Path folder, String... settings) {
        directory = new CellThatAnswers(request -> Answer.of(200, table(cell)));
        SpringApplication spring = new SpringApplication(RouterApplication.class);
        spring.setRegisterShutdownHook(false);
        List<String> all = Stream.concat(
                        Stream.of(
                                "--server.port=" + port,
                                "--management.server.port=0",
                                "--firebreak.router.directory-url=" + directory.url(),
                                "--firebreak.router.internal-secret=secret",
                                "--firebreak.router.drain=0s",
                                // The cell counts what reaches it, and only clients are to speak to it.
                                "--firebreak.router.probe.enabled=false",
                                "--firebreak.router.table-file=" + folder.resolve("table")),
                        Stream.of(settings))
                .toList();
        application = spring.run(all.toArray(String[]::new));
        TableKeeper tables = application.getBean(TableKeeper.class);
        await().atMost(Duration.ofSeconds(20)).until(() -> tables.current().isPresent());
    }

    int port() {
        return application.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    int managementPort() {
        return application.getEnvironment().getRequiredProperty("local.management.port", Integer.class);
    }

    <T> T bean(Class<T> type) {
        return application.getBean(type);
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port());
    }

    /** Until no request is being answered. */
    void awaitNothingInFlight() {
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(bean(MeterRegistry.class)
                                .get("firebreak.router.in.flight")
                                .gauge()
                                .value())
                        .isZero());
    }

    Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port());
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    /** Writes these bytes and reads until the router closes the connection. */
    List<RawAnswer> exchange(String bytes) throws IOException {
        try (Socket socket = connect()) {
            write(socket, bytes);
            return RawAnswer.allOf(readToTheEnd(socket));
        }
    }

    /** All the router sends until it closes the connection; an assertion error when it does not. */
    static String readToTheEnd(Socket socket) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try {
            socket.getInputStream().transferTo(all);
            return all.toString(StandardCharsets.ISO_8859_1);
        } catch (SocketTimeoutException open) {
            throw new AssertionError("left open after: " + all.toString(StandardCharsets.ISO_8859_1), open);
        }
    }

    static void write(Socket socket, String bytes) throws IOException {
        socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    public void close() {
        application.close();
        directory.close();
    }

    private static String table(FakeCell cell) {
        return """
                {"version":7,"architecture":"cellular",
                 "cells":[{"id":"cell-1","number":1,"zone":"zone-1","state":"active","nodes":["%s"]}],
                 "tenants":[{"id":"t-1","epoch":1,"cells":["cell-1"]}]}""".formatted(cell.url());
    }
}
