package io.firebreak.chaos.failover;

import io.firebreak.chaos.failover.OpenLoad.Kind;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One client's connection to a router, for one request after the other. */
final class RouterConnection {
    private static final String BODY =
            "{\"instanceType\":\"c5.large\",\"minCount\":1,\"maxCount\":1,\"imageId\":\"ami-1\"}";
    private static final String LENGTH = "content-length: ";

    /** In the detail of a problem behind the name of a cell. */
    private static final Pattern WHY = Pattern.compile("cell-\\d+ (\\([^)]*\\))");

    private final Socket socket;
    private final InputStream in;
    private boolean reusable = true;
    private String problem = "";
    private long restingSince;

    private RouterConnection(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    static RouterConnection open(InetSocketAddress router, int patienceMillis) throws IOException {
        Socket socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(patienceMillis);
        socket.connect(router, patienceMillis);
        return new RouterConnection(socket);
    }

    /** The name of a tenant by its number, from 1. */
    static String tenant(int number) {
        return "t-" + number;
    }

    static byte[] request(Kind kind, int tenant, int number) {
        String key = "fbk_%s_abcdefghijklmnopqrstuvwx".formatted(tenant(tenant));
        return switch (kind) {
            case LAUNCH -> launch(key, "k-" + number);
            case LIST -> get(key, "/v1/instances");
            case READ -> get(key, "/v1/shard");
        };
    }

    static byte[] launch(String key, String token) {
        String rest = "Idempotency-Key: %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(token, BODY.length(), BODY);
        return bytes("POST /v1/instances", key, rest);
    }

    static byte[] get(String key, String target) {
        return bytes("GET " + target, key, "\r\n");
    }

    private static byte[] bytes(String line, String key, String rest) {
        String head = "%s HTTP/1.1\r\nHost: router\r\nAuthorization: Bearer %s\r\n".formatted(line, key);
        return (head + rest).getBytes(StandardCharsets.US_ASCII);
    }

    /** The status of the answer, whose body has been read. */
    int exchange(byte[] request) throws IOException {
        socket.getOutputStream().write(request);
        String status = line();
        int length = 0;
        for (String header = line(); !header.isEmpty(); header = line()) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith(LENGTH)) {
                length = Integer.parseInt(lower.substring(LENGTH.length()));
            } else if (lower.equals("connection: close")) {
                reusable = false;
            }
        }
        byte[] body = in.readNBytes(length);
        int code = Integer.parseInt(status.split(" ", 3)[1]);
        problem = code / 100 == 2 ? "" : why(new String(body, StandardCharsets.UTF_8));
        return code;
    }

    private static String why(String problem) {
        Matcher why = WHY.matcher(problem);
        return why.find() ? why.group(1) : "";
    }

    /** What the router says came of the cell it asked, in the last answer; empty when it says nothing of that. */
    String problem() {
        return problem;
    }

    /** From now on nobody uses it. */
    void restsFrom(long nanos) {
        restingSince = nanos;
    }

    long restingSince() {
        return restingSince;
    }

    boolean isReusable() {
        return reusable;
    }

    void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the router closed the connection");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
