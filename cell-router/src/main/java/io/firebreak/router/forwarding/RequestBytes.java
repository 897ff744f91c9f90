package io.firebreak.router.forwarding;

import io.firebreak.router.wire.AsciiText;
import io.firebreak.router.wire.Body;
import io.firebreak.router.wire.BodyStream;
import io.firebreak.router.wire.Headers;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.util.AsciiString;
import java.net.URI;
import java.util.Iterator;
import java.util.Map;

/** Writes the requests to one node as bytes, head and body in one buffer: one write to the socket. */
final class RequestBytes {
    private static final AsciiString SPACE = AsciiString.cached(" ");
    private static final AsciiString VERSION = AsciiString.cached(" HTTP/1.1\r\n");
    private static final AsciiString DEADLINE = AsciiString.cached(Headers.DEADLINE + ": ");
    private static final AsciiString CONTENT_LENGTH = AsciiString.cached(HttpHeaderNames.CONTENT_LENGTH + ": ");

    private static final AsciiString CHUNKED = AsciiString.cached("transfer-encoding: chunked\r\n");
    private static final byte[] NOTHING = {};

    private final AsciiString host;
    private final AsciiText head;

    /** Uses a text that belongs to the event loop. */
    RequestBytes(URI node, AsciiText head) {
        this.host = new AsciiString("host: %s\r\n".formatted(node.getRawAuthority()));
        this.head = head;
    }

    /** The whole request. What it is made of was checked where it came in: no line break is in it. */
    ByteBuf of(CellRequest request, long timeoutMillis, ByteBufAllocator allocator) {
        Body body = request.body();
        head.begin()
                .add(request.method().asciiName())
                .add(SPACE)
                .add(request.uri())
                .add(VERSION);
        if (!request.headers().contains(HttpHeaderNames.HOST)) {
            head.add(host);
        }
        Iterator<Map.Entry<CharSequence, CharSequence>> headers =
                request.headers().iteratorCharSequence();
        while (headers.hasNext()) {
            Map.Entry<CharSequence, CharSequence> header = headers.next();
            head.field(header.getKey(), header.getValue());
        }
        head.add(DEADLINE).add(timeoutMillis).lineEnd();
        BodyStream upload = request.upload();
        if (upload != null) {
            return beginning(body, upload, allocator);
        }
        if (!body.isEmpty() || request.method().equals(HttpMethod.POST)) {
            head.add(CONTENT_LENGTH).add(body.size()).lineEnd();
        }
        return head.lineEnd().with(body.bytes(), allocator);
    }

    /** The head and what is there of a body whose rest follows. */
    private ByteBuf beginning(Body body, BodyStream upload, ByteBufAllocator allocator) {
        if (upload.length() >= 0) {
            head.add(CONTENT_LENGTH).add(upload.length()).lineEnd().lineEnd();
            return head.with(body.bytes(), allocator);
        }
        head.add(CHUNKED).lineEnd();
        if (!body.isEmpty()) {
            head.add(Integer.toHexString(body.size()))
                    .lineEnd()
                    .add(body.bytes())
                    .lineEnd();
        }
        return head.with(NOTHING, allocator);
    }
}
