package io.firebreak.router.cells;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/** Reads bodies of any length from when it is told to, counts their bytes, and says how many came. */
public final class CellThatTakesUploads extends RawCell {
    private final AtomicLong taken = new AtomicLong();
    private final CountDownLatch mayRead = new CountDownLatch(1);
    private final CountDownLatch cutOff = new CountDownLatch(1);
    private volatile String head = "";

    /** Begins to read bodies. */
    public CellThatTakesUploads reading() {
        mayRead.countDown();
        return this;
    }

    /** How many bytes of bodies came. */
    public long taken() {
        return taken.get();
    }

    /** The head of the request that came last. */
    public String head() {
        return head;
    }

    /** Whether a body broke off before its end. */
    public boolean wasCutOff() {
        return cutOff.getCount() == 0;
    }

    @Override
    void serve(Socket connection) {
        try (connection) {
            InputStream in = new BufferedInputStream(connection.getInputStream());
            while (true) {
                String lines = line(in);
                if (lines.isEmpty()) {
                    return;
                }
                for (String next = line(in); !next.equals("\r\n"); next = line(in)) {
                    lines += next;
                }
                head = lines;
                mayRead.await();
                readBody(in, lines.toLowerCase(Locale.ROOT));
                String body = "{\"bytes\":%d}".formatted(taken.get());
                connection
                        .getOutputStream()
                        .write("HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s"
                                .formatted(body.length(), body)
                                .getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException broken) {
            cutOff.countDown();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    void handle(Socket connection) {
        throw new AssertionError("it serves connections as a whole");
    }

    private void readBody(InputStream in, String lines) throws IOException {
        if (lines.contains("transfer-encoding: chunked")) {
            for (int size = chunkSize(in); size > 0; size = chunkSize(in)) {
                read(in, size);
                line(in);
            }
            line(in);
        } else {
            int from = lines.indexOf("content-length: ") + "content-length: ".length();
            read(in, Long.parseLong(lines.substring(from, lines.indexOf('\r', from))));
        }
    }

    private static int chunkSize(InputStream in) throws IOException {
        return Integer.parseInt(line(in).strip(), 16);
    }

    private void read(InputStream in, long length) throws IOException {
        for (long left = length; left > 0; ) {
            int read = in.readNBytes((int) Math.min(left, 16 * 1_024)).length;
            if (read == 0) {
                throw new IOException("cut off");
            }
            left -= read;
            taken.addAndGet(read);
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); ; next = in.read()) {
            if (next < 0) {
                if (line.isEmpty()) {
                    return "";
                }
                throw new IOException("cut off in a line");
            }
            line.append((char) next);
            if (next == '\n') {
                return line.toString();
            }
        }
    }
}
