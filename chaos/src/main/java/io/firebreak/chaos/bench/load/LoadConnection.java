package io.firebreak.chaos.bench.load;

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
final class LoadConnection implements Exchange, AutoCloseable {
    /** The connection ended without an answer. */
    static final int LOST = Load.LOST;
    /** The longest header of the servers here has under 1 KB, the longest body is a list of ten instances. */
    private static final int LARGEST_ANSWER = 16_384;
    /** Longer ones may come in parts, and a part may look like a whole answer. */
    private static final int ALWAYS_WHOLE = 1_400;

    private static final int END_OF_HEADER = 0x0D0A0D0A;
    private static final int STATUS_AT = "HTTP/1.1 ".length();
    private static final int NONE_YET = -1;
    private static final String LAST_OF_CONNECTION = "\r\nconnection: close\r\n";

    private final SocketChannel channel;
    private final ByteBuffer out = ByteBuffer.allocateDirect(RequestText.LARGEST);
    private final ByteBuffer in = ByteBuffer.allocateDirect(LARGEST_ANSWER);
    private boolean connected;
    private long number;
    private long due;
    private long sent;
    private boolean waiting;
    private boolean last;
    private int usualLength = NONE_YET;
    private int usualHeadEnd;

    private LoadConnection(SocketChannel channel, boolean connected) {
        this.channel = channel;
        this.connected = connected;
    }

    /** Begins to connect and does not wait for it: a server that has no room would stop the whole load. */
    static LoadConnection open(InetSocketAddress server, Selector selector) throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.configureBlocking(false);
            LoadConnection connection = new LoadConnection(channel, channel.connect(server));
            channel.register(
                    selector, connection.connected ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT, connection);
            return connection;
        } catch (IOException refused) {
            channel.close();
            throw refused;
        }
    }

    /**
     * Sends a request, or keeps it until there is a connection.
     *
     * @param dueNanos from when its latency counts
     */
    void send(RequestText requests, long requestNumber, long dueNanos, long sentNanos) {
        number = requestNumber;
        due = dueNanos;
        sent = sentNanos;
        waiting = true;
        in.clear();
        out.clear();
        requests.write(requestNumber, out);
        out.flip();
        if (connected) {
            flush();
        }
    }

    private void flush() {
        try {
            while (out.hasRemaining()) {
                channel.write(out);
            }
        } catch (IOException gone) {
            // the next read says so
        }
    }

    /** The status of the answer, {@link ReplyScanner#INCOMPLETE}, or {@link #LOST} when the server has closed the connection. */
    int read(SelectionKey key) {
        try {
            if (!connected) {
                return connect(key);
            }
            if (channel.read(in) < 0) {
                return LOST;
            }
        } catch (IOException reset) {
            return LOST;
        }
        int length = in.position();
        boolean usual = length == usualLength && in.getInt(usualHeadEnd) == END_OF_HEADER;
        return usual ? status() : readInFull(length);
    }

    private int connect(SelectionKey key) throws IOException {
        if (channel.finishConnect()) {
            connected = true;
            key.interestOps(SelectionKey.OP_READ);
            if (waiting) {
                flush();
            }
        }
        return ReplyScanner.INCOMPLETE;
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
        String text = new String(answer, StandardCharsets.ISO_8859_1);
        last = text.toLowerCase(Locale.ROOT).contains(LAST_OF_CONNECTION);
        usualHeadEnd = text.indexOf("\r\n\r\n");
        usualLength = !last && length <= ALWAYS_WHOLE ? length : NONE_YET;
        return status;
    }

    @Override
    public String answer() {
        byte[] answer = new byte[in.position()];
        in.get(0, answer);
        return new String(answer, StandardCharsets.UTF_8);
    }

    boolean isWaiting() {
        return waiting;
    }

    /** The server said that it closes the connection after this answer. */
    boolean isLast() {
        return last;
    }

    @Override
    public long number() {
        return number;
    }

    @Override
    public long dueNanos() {
        return due;
    }

    @Override
    public long sentNanos() {
        return sent;
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
