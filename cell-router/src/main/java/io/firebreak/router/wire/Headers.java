package io.firebreak.router.wire;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Which headers cross the router. Those of one connection stay on it (RFC 9110, section 7.6.1), also those the {@code
 * Connection} header names; lengths and hosts are made anew; and a client cannot speak as a router: its {@code Firebreak-}
 * and {@code Forwarded} headers are dropped.
 */
public final class Headers {
    public static final String EPOCH = "Firebreak-Epoch";
    public static final String REQUEST_ID = "Firebreak-Request-Id";
    public static final String CELL = "Firebreak-Cell";
    /** Whose request it is, for services that do not read it themselves. */
    public static final String TENANT = "Firebreak-Tenant";
    /** Who turned a request away, on answers to those no cell has seen. */
    public static final String SHED = "Firebreak-Shed";
    /** For how many milliseconds the router waits for the answer; after that nobody reads it. */
    public static final String DEADLINE = "Firebreak-Deadline-Millis";

    /** The trace a request belongs to, as W3C Trace Context has it. */
    public static final String TRACEPARENT = "traceparent";

    public static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    private static final Set<String> OF_ONE_CONNECTION = Set.of(
            "connection",
            "keep-alive",
            "proxy-connection",
            "proxy-authenticate",
            "proxy-authorization",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "content-length");
    private static final Set<String> NOT_TO_CELLS = Set.of("host", "expect", "accept-encoding", "forwarded", "via");
    private static final List<String> NOT_TO_CELLS_AT_ALL = List.of("firebreak-", "x-forwarded-");

    private Headers() {}

    /** What of a client's headers a cell may see. */
    public static HttpHeaders towardsCell(HttpHeaders fromClient) {
        Set<String> named = namedByConnection(fromClient);
        HttpHeaders clean = empty();
        for (Map.Entry<String, String> header : fromClient) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (!OF_ONE_CONNECTION.contains(name)
                    && !NOT_TO_CELLS.contains(name)
                    && NOT_TO_CELLS_AT_ALL.stream().noneMatch(name::startsWith)
                    && !named.contains(name)) {
                clean.add(header.getKey(), header.getValue());
            }
        }
        return clean;
    }

    /** What of a cell's headers its client may see. */
    public static HttpHeaders towardsClient(HttpHeaders fromCell) {
        Set<String> named = namedByConnection(fromCell);
        HttpHeaders clean = empty();
        for (Map.Entry<String, String> header : fromCell) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (!OF_ONE_CONNECTION.contains(name) && !named.contains(name)) {
                clean.add(header.getKey(), header.getValue());
            }
        }
        return clean;
    }

    /** New headers, which refuse a line break in a value. */
    public static HttpHeaders empty() {
        return new DefaultHttpHeaders();
    }

    private static Set<String> namedByConnection(HttpHeaders headers) {
        Set<String> names = new HashSet<>();
        for (String value : headers.getAll(HttpHeaderNames.CONNECTION)) {
            for (String name : value.split(",", -1)) {
                names.add(name.strip().toLowerCase(Locale.ROOT));
            }
        }
        return names;
    }
}
