package io.firebreak.chaos.bench.router;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A connection of a proxy to a cell. Requests are taken one after the other; one that is cut in two waits for its rest. */
final class UpstreamConnection {
    /** Proxies add a few headers to requests of under 1 KB. */
    private static final int LARGEST_REQUEST = 8_192;

    private static final String LENGTH = "\r\ncontent-length:";
    private static final int NO_END = -1;

    private final SocketChannel channel;
    private final UpstreamCell cell;
    private final ByteBuffer in = ByteBuffer.allocateDirect(LARGEST_REQUEST);
    private final byte[] bytes = new byte[LARGEST_REQUEST];

    UpstreamConnection(SocketChannel channel, UpstreamCell cell) {
        this.channel = channel;
        this.cell = cell;
    }

    /** Reads what has come and answers every request that is complete. */
    void serve() {
        try {
            if (channel.read(in) < 0) {
                channel.close();
                return;
            }
            int length = in.position();
            in.get(0, bytes, 0, length);
            int start = 0;
            for (int end = endOfRequest(start, length); end != NO_END; end = endOfRequest(start, length)) {
                write(cell.answer(bytes, start, end));
                start = end;
            }
            in.limit(length).position(start).compact();
            if (!in.hasRemaining()) {
                throw new IOException("a request of more than %d bytes".formatted(LARGEST_REQUEST));
            }
        } catch (IOException gone) {
            close();
        }
    }

    private void write(ByteBuffer answer) throws IOException {
        while (answer.hasRemaining()) {
            channel.write(answer);
        }
    }

    private int endOfRequest(int start, int length) {
        for (int at = start; at + 3 < length; at++) {
            if (bytes[at] == '\r' && bytes[at + 1] == '\n' && bytes[at + 2] == '\r' && bytes[at + 3] == '\n') {
                int end = at + 4 + bodyLength(start, at + 2);
                return end <= length ? end : NO_END;
            }
        }
        return NO_END;
    }

    /** Only requests with a body are looked at, which are few. */
    private int bodyLength(int start, int end) {
        if (bytes[start] != 'P') {
            return 0;
        }
        String head = new String(bytes, start, end - start, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        int named = head.indexOf(LENGTH);
        if (named < 0) {
            return 0;
        }
        int from = named + LENGTH.length();
        return Integer.parseInt(head.substring(from, head.indexOf('\r', from)).trim());
    }

    private void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // it is closed in any case
        }
    }
}
