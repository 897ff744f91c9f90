package io.firebreak.router.cells;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/** Sends an answer of many bytes as fast as they are taken, and counts them. It can end in the middle in several ways. */
public final class CellThatStreams extends RawCell {
    private static final int PART = 16 * 1_024;

    private final AtomicLong written = new AtomicLong();
    private final CountDownLatch over = new CountDownLatch(1);
    private final String framing;
    private final long length;
    private final long sent;
    private final End end;

    /** What it does after the last byte it sends. */
    public enum End {
        PROPER,
        CUT,
        SILENCE
    }

    private CellThatStreams(String framing, long length, long sent, End end) {
        this.framing = framing;
        this.length = length;
        this.sent = sent;
        this.end = end;
    }

    public static CellThatStreams withLength(long length, long sent, End end) {
        return new CellThatStreams("Content-Length: " + length + "\r\n", length, sent, end);
    }

    public static CellThatStreams inChunks(long sent, End end) {
        return new CellThatStreams("Transfer-Encoding: chunked\r\n", -1, sent, end);
    }

    /** The byte at each place of the answer. */
    public static byte byteAt(long place) {
        return (byte) ('a' + place % 23);
    }

    /** How many bytes of the body the network took. */
    public long written() {
        return written.get();
    }

    /** Until it could write nothing for a while. */
    public void awaitStillness() {
        AtomicLong before = new AtomicLong(-1);
        await().pollInterval(Duration.ofMillis(300))
                .atMost(Duration.ofSeconds(20))
                .until(() -> {
                    long now = written();
                    return now > 0 && before.getAndSet(now) == now;
                });
    }

    /** Whether it wrote all or could not go on. */
    public boolean isOver() {
        return over.getCount() == 0;
    }

    @Override
    void handle(Socket connection) throws IOException {
        try {
            OutputStream out = connection.getOutputStream();
            out.write(("HTTP/1.1 200 OK\r\n" + framing + "\r\n").getBytes(StandardCharsets.US_ASCII));
            while (written.get() < sent) {
                part(out, (int) Math.min(PART, sent - written.get()));
            }
            switch (end) {
                case PROPER -> out.write((length < 0 ? "0\r\n\r\n" : "").getBytes(StandardCharsets.US_ASCII));
                case CUT -> connection.close();
                case SILENCE -> {}
            }
        } finally {
            over.countDown();
        }
    }

    private void part(OutputStream out, int size) throws IOException {
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = byteAt(written.get() + i);
        }
        if (length < 0) {
            out.write((Integer.toHexString(size) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        }
        out.write(bytes);
        if (length < 0) {
            out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        written.addAndGet(size);
    }
}
