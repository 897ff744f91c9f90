package io.firebreak.router.wire;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which headers cross the router. Those of one connection stay on it (RFC 9110, section 7.6.1), also those the {@code
 * Connection} header names; lengths and hosts are made anew; and a client cannot speak as a router: its {@code Firebreak-}
 * and {@code X-Forwarded-} headers are dropped, and the edge replaces its {@code Forwarded}. Dropped are also names that a
 * service may take for those (CGI, WSGI and PHP make {@code _} of other characters): cells get letters, digits and hyphens.
 */
public final class Headers {
    public static final String EPOCH = "Firebreak-Epoch";
    public static final String REQUEST_ID = "Firebreak-Request-Id";
    public static final String CELL = "Firebreak-Cell";
    /** Whose request it is, for services that do not read it themselves. */
    public static final String TENANT = "Firebreak-Tenant";
    /** Who turned a request away, on answers to those no cell has seen. */
    public static final String SHED = "Firebreak-Shed";
    /** For how many milliseconds the sender waits for the answer, client or router; after that nobody reads it. */
    public static final String DEADLINE = "Firebreak-Deadline-Millis";
    /** The trace a request belongs to, as W3C Trace Context has it. */
    public static final String TRACEPARENT = "traceparent";

    public static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    private static final FieldNames OF_ONE_CONNECTION = new FieldNames(
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
    private static final FieldNames NOT_TO_CELLS = OF_ONE_CONNECTION.and("host", "expect", "accept-encoding");
    /** The edge has written these; a client must not take them away by naming them. */
    private static final FieldNames OF_THE_EDGE = new FieldNames("forwarded", "via", TRACEPARENT);

    private static final FieldNames KEYS = new FieldNames("authorization", IDEMPOTENCY_KEY);

    private static final String OF_FIREBREAK = "firebreak-";
    private static final String OF_PROXIES = "x-forwarded-";

    private static final AsciiString NOSNIFF = AsciiString.cached("x-content-type-options");

    private Headers() {}

    /** What of a client's headers a cell may see. They were checked when they came in. */
    public static HttpHeaders towardsCell(HttpHeaders fromClient) {
        Set<String> named = namedByConnection(fromClient);
        HttpHeaders clean = unchecked();
        Iterator<Map.Entry<CharSequence, CharSequence>> headers = fromClient.iteratorCharSequence();
        while (headers.hasNext()) {
            Map.Entry<CharSequence, CharSequence> header = headers.next();
            CharSequence name = header.getKey();
            if (isPlain(name)
                    && !NOT_TO_CELLS.contains(name)
                    && !startsWith(name, OF_FIREBREAK)
                    && !startsWith(name, OF_PROXIES)
                    && (!isAmong(named, name) || OF_THE_EDGE.contains(name))) {
                clean.add(name, header.getValue());
            }
        }
        return clean;
    }

    /** What of a cell's headers its client may see; an {@link IllegalArgumentException} when a value has a control character. */
    public static HttpHeaders towardsClient(HttpHeaders fromCell) {
        Set<String> named = namedByConnection(fromCell);
        HttpHeaders clean = unchecked();
        Iterator<Map.Entry<CharSequence, CharSequence>> headers = fromCell.iteratorCharSequence();
        while (headers.hasNext()) {
            Map.Entry<CharSequence, CharSequence> header = headers.next();
            CharSequence name = header.getKey();
            if (!OF_ONE_CONNECTION.contains(name) && !isAmong(named, name)) {
                if (hasControlCharacter(header.getValue())) {
                    throw new IllegalArgumentException("header '%s' has a control character".formatted(name));
                }
                clean.add(name, header.getValue());
            }
        }
        return clean;
    }

    /** Decoders let some control characters pass (RFC 9110, section 5.5, forbids all but the tab). */
    public static boolean hasControlCharacter(CharSequence value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if ((c < ' ' && c != '\t') || c == '\u007f') {
                return true;
            }
        }
        return false;
    }

    /** Whether the router itself reads this header to tell who asks, and for what. */
    public static boolean isKey(String name) {
        return KEYS.contains(name);
    }

    /** One of these headers that the {@code Connection} header names, in lower case. */
    public static Optional<String> namedByConnection(HttpHeaders headers, Predicate<String> these) {
        return namedByConnection(headers).stream().filter(these).findFirst();
    }

    /** New headers, which refuse a line break in a value. */
    public static HttpHeaders empty() {
        return new DefaultHttpHeaders();
    }

    /** Marks an answer the router makes itself: it is what it says it is, and no cache's to keep. */
    public static void guard(HttpHeaders answer) {
        answer.set(NOSNIFF, "nosniff");
        answer.set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE);
    }

    private static HttpHeaders unchecked() {
        return DefaultHttpHeadersFactory.headersFactory().withValidation(false).newHeaders();
    }

    /** As nginx passes them on by default. */
    private static boolean isPlain(CharSequence name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || (c >= '0' && c <= '9'))) {
                return false;
            }
        }
        return true;
    }

    private static boolean startsWith(CharSequence name, String prefix) {
        return AsciiString.regionMatches(name, true, 0, prefix, 0, prefix.length());
    }

    private static boolean isAmong(Set<String> named, CharSequence name) {
        return !named.isEmpty() && named.contains(name.toString().toLowerCase(Locale.ROOT));
    }

    private static Set<String> namedByConnection(HttpHeaders headers) {
        if (!headers.contains(HttpHeaderNames.CONNECTION)) {
            return Set.of();
        }
        Set<String> names = new HashSet<>();
        for (String value : headers.getAll(HttpHeaderNames.CONNECTION)) {
            for (String name : value.split(",", -1)) {
                names.add(name.strip().toLowerCase(Locale.ROOT));
            }
        }
        return names;
    }
}
