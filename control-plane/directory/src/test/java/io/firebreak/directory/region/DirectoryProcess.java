package io.firebreak.directory.region;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.testdatabase.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The packaged directory in a JVM of its own, so that it can be killed. */
public final class DirectoryProcess implements AutoCloseable {
    private static final Path JAR = Path.of("target", "firebreak-directory-0.1.0-SNAPSHOT-exec.jar");

    private final Process process;
    private final Caller caller;

    private DirectoryProcess(Process process, Caller caller) {
        this.process = process;
        this.caller = caller;
    }

    /** Starts it and waits until it is ready. */
    public static DirectoryProcess start(TestDatabase database) throws IOException, InterruptedException {
        int port = freePort();
        int managementPort = freePort();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                JAR.toString()));
        command.addAll(List.of(RunningDirectory.arguments(
                database, "server.port=" + port, "management.server.port=" + managementPort)));
        long started = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(
                        Path.of("target", "directory-%d.log".formatted(port)).toFile())
                .start();
        DirectoryProcess directory = new DirectoryProcess(process, new Caller(port, managementPort));
        try {
            Eventually.eventually("the directory is ready", directory::isReady);
        } catch (AssertionError late) {
            directory.close();
            throw late;
        }
        System.out.printf(
                "the packaged directory was ready after %d ms%n",
                Duration.ofNanos(System.nanoTime() - started).toMillis());
        return directory;
    }

    public Caller caller() {
        return caller;
    }

    /** SIGKILL. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** SIGTERM; the exit code. */
    public int terminate(Duration within) throws InterruptedException {
        process.destroy();
        assertThat(process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
        return process.exitValue();
    }

    /** The value of a metric without tags. */
    public double figure(String name) {
        return caller.send(HttpRequest.newBuilder(caller.managementUri("/actuator/prometheus")))
                .body()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
                .findFirst()
                .orElse(Double.NaN);
    }

    @Override
    public void close() {
        process.destroyForcibly();
        caller.close();
    }

    private boolean isReady() {
        assertThat(process.isAlive()).isTrue();
        try {
            return caller.send(HttpRequest.newBuilder(caller.managementUri("/actuator/health/readiness")))
                            .status()
                    == 200;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
