package io.firebreak.chaos.observe;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Takes spans by OTLP over HTTP and keeps the last of them. */
final class OtlpCollector implements AutoCloseable {
    /** A launch is 12 spans; the tests send some hundreds of requests. */
    private static final int MOST_KEPT = 20_000;

    private final HttpServer server;
    private final List<SeenSpan> spans = new ArrayList<>();

    OtlpCollector() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/v1/traces", this::take);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange;
                InputStream body = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))
                        ? new GZIPInputStream(exchange.getRequestBody())
                        : exchange.getRequestBody()) {
            List<SeenSpan> sent = OtlpMessage.spans(body.readAllBytes());
            synchronized (spans) {
                spans.addAll(sent);
                spans.subList(0, Math.max(0, spans.size() - MOST_KEPT)).clear();
            }
            exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(200, -1);
        }
    }

    /** What came of a trace by now, in the order of the spans' starts. */
    List<SeenSpan> trace(String id) {
        synchronized (spans) {
            return spans.stream()
                    .filter(span -> span.traceId().equals(id))
                    .sorted(Comparator.comparingLong(SeenSpan::startNanos))
                    .toList();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
