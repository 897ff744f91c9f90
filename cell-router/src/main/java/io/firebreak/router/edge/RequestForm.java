package io.firebreak.router.edge;

import io.firebreak.router.wire.Headers;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.net.URI;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether a request can be read in one way only (RFC 9112; RFC 9110, section 5.5). A decoder takes more than that: what two
 * readers could take for two things is refused here, before anything of it is acted on. A recipient may be stricter than a
 * sender must be wherever the standards leave it a choice, with one exception: an absolute target is made a plain one, whose
 * host counts instead of the {@code Host} header (RFC 9112, section 3.2.2).
 */
final class RequestForm {
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE");
    private static final Pattern HOST =
            Pattern.compile("(?:[A-Za-z0-9._~%!$&'()*+,;=-]*|\\[[0-9A-Fa-f:.]+])(?::[0-9]{0,5})?");
    private static final Pattern ABSOLUTE = Pattern.compile("(?i:http)://([^/?#@]+)([/?].*)?");
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,18}");

    /** A colon and five digits. */
    private static final int LONGEST_PORT = 6;

    private RequestForm() {}

    /** Why the request is refused, if it is. One with an absolute target is changed to its plain form. */
    static Optional<Refusal> check(HttpRequest request) {
        try {
            if (request.decoderResult().isFailure()) {
                return Optional.of(unreadable(request.decoderResult().cause()));
            }
            version(request.protocolVersion());
            method(request.method());
            fields(request.headers());
            connection(request.headers());
            framing(request);
            target(request);
            host(request);
            expectation(request);
            return Optional.empty();
        } catch (Refusal refusal) {
            return Optional.of(refusal);
        }
    }

    /** What a client hears of a head or a body no decoder can read. */
    static Refusal unreadable(Throwable cause) {
        return switch (cause) {
            case TooLongHttpLineException line ->
                new Refusal(ProblemCode.URI_TOO_LONG, "The request line is too long: " + line.getMessage());
            case TooLongHttpHeaderException head ->
                new Refusal(ProblemCode.HEADERS_TOO_LARGE, "All headers together are too long: " + head.getMessage());
            default -> bad("Not HTTP as RFC 9112 has it: " + firstWords(cause.getMessage()));
        };
    }

    private static void version(HttpVersion version) {
        if (!version.equals(HttpVersion.HTTP_1_1) && !version.equals(HttpVersion.HTTP_1_0)) {
            throw new Refusal(
                    ProblemCode.VERSION_NOT_SUPPORTED, "%s: this port speaks HTTP/1.1 and HTTP/1.0".formatted(version));
        }
    }

    private static void method(HttpMethod method) {
        if (!METHODS.contains(method.name())) {
            throw new Refusal(
                    ProblemCode.NOT_IMPLEMENTED, "Method '%s' is not known here".formatted(firstWords(method.name())));
        }
    }

    /** The decoder lets some control characters pass, and unfolds lines: a folded value of one line begins with a space. */
    private static void fields(HttpHeaders headers) {
        Iterator<Map.Entry<CharSequence, CharSequence>> all = headers.iteratorCharSequence();
        while (all.hasNext()) {
            Map.Entry<CharSequence, CharSequence> header = all.next();
            if (Headers.hasControlCharacter(header.getValue())) {
                throw bad("Header '%s' has a control character in its value".formatted(header.getKey()));
            }
        }
    }

    /** What the router reads and its cells would not: they could take the request for another one (RFC 9110, section 7.6.1). */
    private static void connection(HttpHeaders headers) {
        Headers.namedByConnection(headers, Headers::isKey).ifPresent(name -> {
            throw bad("Connection names '%s', which is not of one connection: leave it out".formatted(name));
        });
    }

    private static void framing(HttpRequest request) {
        if (!request.headers().contains(HttpHeaderNames.TRANSFER_ENCODING)
                && !request.headers().contains(HttpHeaderNames.CONTENT_LENGTH)) {
            return;
        }
        List<String> encodings = request.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
        List<String> lengths = request.headers().getAll(HttpHeaderNames.CONTENT_LENGTH);
        if (encodings.size() > 1
                || (encodings.size() == 1
                        && !HttpHeaderValues.CHUNKED.toString().equalsIgnoreCase(encodings.getFirst()))) {
            throw bad("Transfer-Encoding is %s: it can be 'chunked', once".formatted(encodings));
        }
        if (lengths.size() > 1
                || (lengths.size() == 1 && !DIGITS.matcher(lengths.getFirst()).matches())) {
            throw bad("Content-Length is %s: it can be one number, once".formatted(lengths));
        }
        if (!encodings.isEmpty() && !lengths.isEmpty()) {
            throw bad("A request has Content-Length or Transfer-Encoding, not both");
        }
        if (!encodings.isEmpty() && request.protocolVersion().equals(HttpVersion.HTTP_1_0)) {
            throw bad("HTTP/1.0 has no Transfer-Encoding");
        }
    }

    private static void target(HttpRequest request) {
        String target = request.uri();
        if (!isPrintable(target)) {
            throw bad("Path and query have printable ASCII characters and no #");
        }
        if (target.startsWith("/") || (target.equals("*") && request.method().equals(HttpMethod.OPTIONS))) {
            return;
        }
        var absolute = ABSOLUTE.matcher(target);
        if (!absolute.matches()) {
            throw bad("The target must be a path that begins with / or an http:// URL without a user");
        }
        String path = absolute.group(2);
        request.setUri(path == null ? "/" : path.startsWith("/") ? path : "/" + path);
        if (request.headers().getAll(HttpHeaderNames.HOST).size() == 1) {
            request.headers().set(HttpHeaderNames.HOST, absolute.group(1));
        }
    }

    private static boolean isPrintable(String target) {
        for (int i = 0; i < target.length(); i++) {
            char c = target.charAt(i);
            if (c <= ' ' || c > '~' || c == '#') {
                return false;
            }
        }
        return true;
    }

    private static void host(HttpRequest request) {
        List<String> hosts = request.headers().getAll(HttpHeaderNames.HOST);
        boolean required = request.protocolVersion().equals(HttpVersion.HTTP_1_1);
        if (hosts.size() > 1 || (required && hosts.isEmpty())) {
            throw bad("A request has one Host header, this one has %d".formatted(hosts.size()));
        }
        if (hosts.size() == 1 && !isHost(hosts.getFirst())) {
            throw bad("Host is '%s': it must be a name or an address, and a port if need be"
                    .formatted(firstWords(hosts.getFirst())));
        }
    }

    private static boolean isHost(String host) {
        if (isPlainName(host)) {
            return true;
        }
        if (!HOST.matcher(host).matches()) {
            return false;
        }
        try {
            URI.create("http://" + host + "/");
            return true;
        } catch (IllegalArgumentException none) {
            return host.isEmpty();
        }
    }

    /** What nearly all hosts are: letters, digits, dots and hyphens, and a port perhaps. */
    private static boolean isPlainName(String host) {
        int end = host.indexOf(':');
        int nameEnd = end < 0 ? host.length() : end;
        for (int i = 0; i < nameEnd; i++) {
            char c = host.charAt(i);
            if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || c == '.' || c == '-')) {
                return false;
            }
        }
        for (int i = nameEnd + 1; i < host.length(); i++) {
            if (host.charAt(i) < '0' || host.charAt(i) > '9') {
                return false;
            }
        }
        return nameEnd > 0 && host.length() - nameEnd <= LONGEST_PORT;
    }

    private static void expectation(HttpRequest request) {
        for (String expected : request.headers().getAll(HttpHeaderNames.EXPECT)) {
            if (!HttpHeaderValues.CONTINUE.toString().equalsIgnoreCase(expected)) {
                throw new Refusal(
                        ProblemCode.EXPECTATION_FAILED,
                        "Expect is '%s': only 100-continue can be met".formatted(firstWords(expected)));
            }
        }
    }

    private static Refusal bad(String detail) {
        return new Refusal(ProblemCode.BAD_REQUEST, detail);
    }

    /** Enough of a client's text to know it again, and nothing that is not printable. */
    private static String firstWords(@Nullable String text) {
        String safe = text == null ? "no reason given" : text.replaceAll("[^ -~]", "?");
        return safe.length() <= 80 ? safe : safe.substring(0, 80) + "…";
    }
}
