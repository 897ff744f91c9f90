package io.firebreak.chaos.bench.router;

import io.firebreak.chaos.bench.ReplyScanner;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A kept connection with at most one request on it. Answers that look like the one before are recognized by their length and
 * where their header ends; only others are read in full.
 */
final class LoadConnection implements AutoCloseable {
    /** The connection ended without an answer. */
    static final int LOST = Load.LOST;
    /** The longest header of the proxies here has under 1 KB, the longest body is a problem of a few hundred bytes. */
    private static final int LARGEST_ANSWER = 16_384;

    private static final int LARGEST_REQUEST = 1_024;
    private static final int END_OF_HEADER = 0x0D0A0D0A;
    private static final int TAIL = Integer.BYTES + UpstreamAnswer.BODY_BYTES;
    private static final int STATUS_AT = "HTTP/1.1 ".length();
    private static final int NONE_YET = -1;
    private static final String LAST_OF_CONNECTION = "\r\nconnection: close\r\n";

    private final SocketChannel channel;
    private final ByteBuffer out = ByteBuffer.allocateDirect(LARGEST_REQUEST);
    private final ByteBuffer in = ByteBuffer.allocateDirect(LARGEST_ANSWER);
    private long due;
    private boolean waiting;
    private boolean last;
    private int usualLength = NONE_YET;

    private LoadConnection(SocketChannel channel) {
        this.channel = channel;
    }

    static LoadConnection open(InetSocketAddress proxy, Selector selector) throws IOException {
        SocketChannel channel = SocketChannel.open(proxy);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        LoadConnection connection = new LoadConnection(channel);
        channel.register(selector, SelectionKey.OP_READ, connection);
        return connection;
    }

    /**
     * Sends a request.
     *
     * @param dueNanos from when its latency counts
     */
    void send(Traffic traffic, long number, long dueNanos) {
        due = dueNanos;
        waiting = true;
        in.clear();
        out.clear();
        traffic.write(number, out);
        out.flip();
        try {
            while (out.hasRemaining()) {
                channel.write(out);
            }
        } catch (IOException gone) {
            // the next read says so
        }
    }

    /** The status of the answer, {@link ReplyScanner#INCOMPLETE}, or {@link #LOST} when the proxy has closed the connection. */
    int read() {
        try {
            if (channel.read(in) < 0) {
                return LOST;
            }
        } catch (IOException reset) {
            return LOST;
        }
        int length = in.position();
        boolean usual = length == usualLength && in.getInt(length - TAIL) == END_OF_HEADER;
        return usual ? status() : readInFull(length);
    }

    private int status() {
        waiting = false;
        return (in.get(STATUS_AT) - '0') * 100 + (in.get(STATUS_AT + 1) - '0') * 10 + in.get(STATUS_AT + 2) - '0';
    }

    private int readInFull(int length) {
        byte[] answer = new byte[length];
        in.get(0, answer);
        int status = ReplyScanner.status(answer, length);
        if (status == ReplyScanner.INCOMPLETE) {
            return status;
        }
        waiting = false;
        last = new String(answer, StandardCharsets.ISO_8859_1)
                .toLowerCase(Locale.ROOT)
                .contains(LAST_OF_CONNECTION);
        boolean ordinary = !last && length > TAIL && in.getInt(length - TAIL) == END_OF_HEADER;
        usualLength = ordinary ? length : NONE_YET;
        return status;
    }

    /** The answer so far, for a person. */
    String answer() {
        byte[] answer = new byte[in.position()];
        in.get(0, answer);
        return new String(answer, StandardCharsets.UTF_8);
    }

    boolean isWaiting() {
        return waiting;
    }

    /** The proxy said that it closes the connection after this answer. */
    boolean isLast() {
        return last;
    }

    long due() {
        return due;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // it is closed in any case
        }
    }
}
