package io.firebreak.router.edge;

import io.firebreak.router.wire.Headers;
import io.firebreak.router.wire.TraceParent;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.AsciiString;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * Writes into the head of a request where it came from, for the cells: {@code Forwarded} (RFC 7239), {@code Via} (RFC 9110,
 * section 7.6.3) and {@code traceparent}. What a client says of {@code Forwarded} is replaced, since anyone can say it; what
 * stands in {@code Via} is kept, since it names those a message went through.
 */
final class Provenance {
    private static final AsciiString FORWARDED = AsciiString.cached("forwarded");
    private static final AsciiString TRACESTATE = AsciiString.cached("tracestate");
    private static final String VIA = "1.1 firebreak";

    private Provenance() {}

    /** Marks a request of a client at an address, as {@code Forwarded} writes it, that came over {@code http} or {@code https}. */
    static void mark(HttpRequest request, String address, String scheme, TraceParent step) {
        HttpHeaders headers = request.headers();
        String host = headers.get(HttpHeaderNames.HOST);
        headers.set(
                FORWARDED,
                host == null || host.isEmpty()
                        ? "for=" + address + ";proto=" + scheme
                        : "for=" + address + ";host=\"" + host + "\";proto=" + scheme);
        String before =
                headers.contains(HttpHeaderNames.VIA) ? String.join(", ", headers.getAll(HttpHeaderNames.VIA)) : "";
        headers.set(HttpHeaderNames.VIA, before.isEmpty() ? VIA : before + ", " + VIA);
        String trace = headers.get(Headers.TRACEPARENT);
        if (headers.contains(TRACESTATE) && (trace == null || !trace.contains(step.traceId()))) {
            headers.remove(TRACESTATE);
        }
        headers.set(Headers.TRACEPARENT, step.text());
    }

    /** Where the other end of a connection is; {@code unknown} when it has gone meanwhile. */
    static String clientOf(Channel channel) {
        return channel.remoteAddress() instanceof InetSocketAddress remote ? nodeOf(remote.getAddress()) : "unknown";
    }

    /** An address as a node of {@code Forwarded}: one of IPv6 stands in brackets and quotes (RFC 7239, section 6). */
    private static String nodeOf(InetAddress address) {
        String text = address.getHostAddress();
        return text.indexOf(':') < 0 ? text : "\"[" + text + "]\"";
    }
}
