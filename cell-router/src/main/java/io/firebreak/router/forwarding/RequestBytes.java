package io.firebreak.router.forwarding;

import io.firebreak.router.wire.Body;
import io.firebreak.router.wire.Headers;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.util.AsciiString;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Map;

/** Writes the requests to one node as bytes, head and body in one buffer: one write to the socket. */
final class RequestBytes {
    private static final int USUAL_HEAD = 512;
    private static final byte[] COLON = {':', ' '};
    private static final byte[] LINE_END = {'\r', '\n'};
    private static final byte[] DEADLINE = (Headers.DEADLINE + ": ").getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CONTENT_LENGTH =
            (HttpHeaderNames.CONTENT_LENGTH + ": ").getBytes(StandardCharsets.US_ASCII);

    private static final byte[] VERSION = " HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII);

    private final byte[] host;

    RequestBytes(URI node) {
        this.host = "host: %s\r\n".formatted(node.getRawAuthority()).getBytes(StandardCharsets.US_ASCII);
    }

    /** The whole request. What it is made of was checked where it came in: no line break is in it. */
    ByteBuf of(CellRequest request, long timeoutMillis, ByteBufAllocator allocator) {
        Body body = request.body();
        ByteBuf bytes = allocator.buffer(USUAL_HEAD + body.size());
        ascii(bytes, request.method().name());
        bytes.writeByte(' ');
        ascii(bytes, request.uri());
        bytes.writeBytes(VERSION);
        if (!request.headers().contains(HttpHeaderNames.HOST)) {
            bytes.writeBytes(host);
        }
        Iterator<Map.Entry<CharSequence, CharSequence>> headers =
                request.headers().iteratorCharSequence();
        while (headers.hasNext()) {
            Map.Entry<CharSequence, CharSequence> header = headers.next();
            ascii(bytes, header.getKey());
            bytes.writeBytes(COLON);
            ascii(bytes, header.getValue());
            bytes.writeBytes(LINE_END);
        }
        bytes.writeBytes(DEADLINE);
        ascii(bytes, Long.toString(timeoutMillis));
        bytes.writeBytes(LINE_END);
        if (!body.isEmpty() || request.method().equals(HttpMethod.POST)) {
            bytes.writeBytes(CONTENT_LENGTH);
            ascii(bytes, Integer.toString(body.size()));
            bytes.writeBytes(LINE_END);
        }
        bytes.writeBytes(LINE_END);
        bytes.writeBytes(body.bytes());
        return bytes;
    }

    /** One byte for each character: fields came in that way (RFC 9110, section 5.5). */
    private static void ascii(ByteBuf bytes, CharSequence text) {
        if (text instanceof AsciiString compact) {
            ByteBufUtil.copy(compact, bytes);
        } else {
            bytes.writeCharSequence(text, StandardCharsets.ISO_8859_1);
        }
    }
}
