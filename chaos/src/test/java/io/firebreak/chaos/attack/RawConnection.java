package io.firebreak.chaos.attack;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Sends bytes that need be no HTTP, and reads HTTP: one request after the other, over a new connection when one ended. */
final class RawConnection implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 20_000;
    private static final int LONGEST_LINE = 64 * 1024;

    private final URI server;
    private @Nullable Socket socket;
    private @Nullable InputStream in;

    RawConnection(URI server) {
        this.server = server;
    }

    /** The answer; what broke before one came is sent once more over a new connection. */
    RawAnswer exchange(byte[] request, boolean withoutBody) throws IOException {
        boolean fresh = socket == null;
        RawAnswer answer = tryOnce(request, withoutBody);
        return answer.status() == 0 && !fresh ? tryOnce(request, withoutBody) : answer;
    }

    private RawAnswer tryOnce(byte[] request, boolean withoutBody) throws IOException {
        InputStream from = connected();
        RawAnswer answer;
        try {
            if (socket != null) {
                socket.getOutputStream().write(request);
            }
            answer = read(from, withoutBody);
        } catch (IOException broken) {
            answer = readWhatIsThere(from, withoutBody);
        }
        if (answer.lastOfConnection()) {
            close();
        }
        return answer;
    }

    /** A server may refuse a long request before it has read it all, and close. */
    private static RawAnswer readWhatIsThere(InputStream from, boolean withoutBody) {
        try {
            return read(from, withoutBody);
        } catch (IOException nothing) {
            return RawAnswer.NONE;
        }
    }

    private InputStream connected() throws IOException {
        InputStream open = in;
        if (open != null) {
            return open;
        }
        Socket opened = new Socket();
        opened.setTcpNoDelay(true);
        opened.setSoTimeout(PATIENCE_MILLIS);
        opened.connect(new InetSocketAddress(server.getHost(), server.getPort()), PATIENCE_MILLIS);
        InputStream stream = new BufferedInputStream(opened.getInputStream());
        socket = opened;
        in = stream;
        return stream;
    }

    private static RawAnswer read(InputStream from, boolean withoutBody) throws IOException {
        String status = line(from);
        if (!status.startsWith("HTTP/1.")) {
            return RawAnswer.NONE;
        }
        StringBuilder head = new StringBuilder(status).append('\n');
        int length = -1;
        boolean chunked = false;
        boolean last = false;
        for (String line = line(from); !line.isEmpty(); line = line(from)) {
            head.append(line).append('\n');
            String lower = line.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(
                        lower.substring("content-length:".length()).strip());
            }
            chunked |= lower.startsWith("transfer-encoding:") && lower.contains("chunked");
            last |= lower.startsWith("connection:") && lower.contains("close");
        }
        int code = Integer.parseInt(status.split(" ", 3)[1]);
        if (code == 100) {
            return read(from, withoutBody);
        }
        byte[] body = withoutBody || code == 204 || code == 304
                ? new byte[0]
                : chunked ? chunks(from) : length >= 0 ? from.readNBytes(length) : from.readAllBytes();
        boolean untilTheEnd = !withoutBody && !chunked && length < 0 && code != 204 && code != 304;
        return new RawAnswer(code, head.toString(), new String(body, StandardCharsets.UTF_8), last || untilTheEnd);
    }

    private static byte[] chunks(InputStream from) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(from).strip(), 16);
                size > 0;
                size = Integer.parseInt(line(from).strip(), 16)) {
            body.write(from.readNBytes(size));
            line(from);
        }
        String trailer;
        do {
            trailer = line(from);
        } while (!trailer.isEmpty());
        return body.toByteArray();
    }

    private static String line(InputStream from) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = from.read(); c >= 0 && c != '\n' && line.length() < LONGEST_LINE; c = from.read()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() {
        Socket open = socket;
        socket = null;
        in = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                // it is gone either way
            }
        }
    }
}
