package io.firebreak.chaos.failover;

import io.firebreak.chaos.failover.CellCounters.Count;
import io.firebreak.chaos.failover.CellCounters.Habit;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * A process that answers what a router asks of a cell, out of nothing, and counts it. It needs no class path but its own, so
 * eight of them start within a second or two. What it is to do is read from its counters' file before every answer.
 */
final class MemoryCell {
    private static final int BACKLOG = 1_024;
    private static final String KEY = "authorization: bearer fbk_";
    private static final String LENGTH = "content-length: ";
    /** Of a hundred, so many calls fail that the habit says, spread evenly: a step that shares no factor with a hundred. */
    private static final int STEP = 37;

    private static final int HUNDRED = 100;

    private final int number;
    private final CellCounters counters;
    private final Set<String> tenants;
    private final AtomicLong calls = new AtomicLong();

    private MemoryCell(int number, CellCounters counters, Set<String> tenants) {
        this.number = number;
        this.counters = counters;
        this.tenants = tenants;
    }

    /** Arguments: the cell's number, its port, its counters' file, and a file with the names of its tenants. */
    public static void main(String[] arguments) throws IOException {
        MemoryCell cell = new MemoryCell(
                Integer.parseInt(arguments[0]),
                new CellCounters(Path.of(arguments[2])),
                new HashSet<>(Files.readAllLines(Path.of(arguments[3]))));
        try (ServerSocket server =
                        new ServerSocket(Integer.parseInt(arguments[1]), BACKLOG, InetAddress.getLoopbackAddress());
                ExecutorService connections = Executors.newVirtualThreadPerTaskExecutor()) {
            while (true) {
                Socket connection = server.accept();
                connections.execute(() -> cell.serve(connection));
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            connection.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(connection.getInputStream());
            for (String line = line(in); !line.isEmpty(); line = line(in)) {
                connection.getOutputStream().write(answer(line, in).getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException gone) {
            // the router closed the connection
        }
    }

    private String answer(String request, InputStream in) throws IOException {
        String tenant = "";
        int length = 0;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith(KEY)) {
                tenant = lower.substring(KEY.length(), lower.indexOf('_', KEY.length()));
            } else if (lower.startsWith(LENGTH)) {
                length = Integer.parseInt(lower.substring(LENGTH.length()));
            }
        }
        in.skipNBytes(length);
        if (request.startsWith("GET /readyz")) {
            counters.add(Count.PROBES);
            return http(200, "");
        }
        counters.add(Count.REQUESTS);
        if (!tenants.contains(tenant)) {
            counters.add(Count.FOREIGN);
        }
        LockSupport.parkNanos(
                Duration.ofMillis(counters.get(Habit.DELAY_MILLIS)).toNanos());
        if (calls.getAndIncrement() * STEP % HUNDRED < counters.get(Habit.FAILING_PERCENT)) {
            counters.add(Count.FAILED);
            return http(500, "{\"status\":500,\"code\":\"DEFECT\"}");
        }
        return good(request);
    }

    private String good(String request) {
        if (request.startsWith("POST /v1/instances ")) {
            counters.add(Count.LAUNCHES);
            return http(201, "{\"clientToken\":\"t\",\"settled\":true,\"instances\":[]}");
        }
        if (request.startsWith("GET /v1/instances")) {
            counters.add(Count.LISTS);
            return http(200, "{\"instances\":[],\"nextCursor\":null,\"partial\":false,\"unreachableCells\":[]}");
        }
        counters.add(Count.READS);
        return http(200, "{\"cells\":[\"cell-%d\"],\"epoch\":1}".formatted(number));
    }

    private String http(int status, String body) {
        return "HTTP/1.1 %d x\r\nContent-Type: application/json\r\nFirebreak-Cell: cell-%d\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(status, number, body.length(), body);
    }

    /** A line without its end; empty at the end of the stream too. */
    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
