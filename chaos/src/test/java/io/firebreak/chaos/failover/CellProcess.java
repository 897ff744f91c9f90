package io.firebreak.chaos.failover;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** One cell that lives in memory: its process, its counters, and its port, which it keeps over its deaths. */
final class CellProcess implements AutoCloseable {
    private final int number;
    private final int port;
    private final Path folder;
    private final List<String> tenants;
    private final CellCounters counters;
    private ChildProcess process;

    CellProcess(int number, int port, List<String> tenants, Path folder) {
        this.number = number;
        this.port = port;
        this.folder = folder;
        this.tenants = List.copyOf(tenants);
        this.counters = new CellCounters(file("counters"));
        try {
            Files.write(file("tenants"), tenants);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.process = spawn();
    }

    String id() {
        return "cell-" + number;
    }

    int number() {
        return number;
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Whether the cell is a member of the tenant's shard. */
    boolean serves(String tenant) {
        return tenants.contains(tenant);
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    CellCounters counters() {
        return counters;
    }

    ChildProcess process() {
        return process;
    }

    void restart() {
        process = spawn();
    }

    /** Whether it takes connections. */
    boolean isUp() {
        try (Socket connection = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return connection.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }

    @Override
    public void close() {
        process.close();
    }

    private ChildProcess spawn() {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx48m",
                "-cp",
                classPath(),
                MemoryCell.class.getName(),
                Integer.toString(number),
                Integer.toString(port),
                file("counters").toString(),
                file("tenants").toString());
        return ChildProcess.start(command, Map.of(), file("log"));
    }

    private Path file(String kind) {
        return folder.resolve("%s.%s".formatted(id(), kind));
    }

    private static String classPath() {
        try {
            return Path.of(MemoryCell.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
