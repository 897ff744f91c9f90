package io.firebreak.router.edge;

import io.firebreak.router.wire.AsciiText;
import io.firebreak.router.wire.Body;
import io.firebreak.router.wire.Headers;
import io.firebreak.router.wire.Reply;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.AsciiString;
import java.util.Iterator;
import java.util.Map;

/** Writes answers of HTTP/1.1 as bytes, head and body in one buffer: one write to the socket. One for each event loop. */
final class AnswerBytes {
    /** Asks a client that expects it for its body. */
    static final String CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n";

    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;
    private static final byte[] NOTHING = {};
    private static final byte[] LINE_END = {'\r', '\n'};
    private static final byte[] LAST_CHUNK = {'0', '\r', '\n', '\r', '\n'};
    private static final AsciiString CHUNKED = AsciiString.cached("transfer-encoding: chunked\r\n");
    private static final AsciiString VERSION = AsciiString.cached("HTTP/1.1 ");
    private static final AsciiString SPACE = AsciiString.cached(" ");
    private static final AsciiString REQUEST_ID = AsciiString.cached(Headers.REQUEST_ID);
    private static final AsciiString CONTENT_LENGTH = AsciiString.cached("content-length: ");
    private static final AsciiString CLOSE = AsciiString.cached("connection: close\r\n");
    private static final AsciiString KEEP_ALIVE = AsciiString.cached("connection: keep-alive\r\n");

    private final AsciiText head = new AsciiText();
    private final boolean secured;

    /** @param secured whether clients come over TLS */
    AnswerBytes(boolean secured) {
        this.secured = secured;
    }

    /** What is said of the connection; the standard's default is said by saying nothing. */
    enum Connection {
        DEFAULT,
        KEEP_ALIVE,
        CLOSE
    }

    /** The whole answer; its body stays out when it answers a HEAD, whose length only a cell knows (RFC 9110, section 8.6). */
    ByteBuf of(Reply reply, String id, Connection connection, boolean toHead, ByteBufAllocator allocator) {
        Body body = reply.body();
        begin(reply, id, connection);
        if (reply.status() == NO_CONTENT || reply.status() == NOT_MODIFIED) {
            return head.lineEnd().with(NOTHING, allocator);
        }
        if (!toHead || !body.isEmpty()) {
            head.add(CONTENT_LENGTH).add(body.size()).lineEnd();
        }
        head.lineEnd();
        return head.with(toHead ? NOTHING : body.bytes(), allocator);
    }

    /** The head and the beginning of an answer whose rest follows: in chunks where nobody knows how long it is. */
    ByteBuf beginning(
            Reply reply,
            String id,
            Connection connection,
            long length,
            Http1Framing framing,
            ByteBufAllocator allocator) {
        begin(reply, id, connection);
        byte[] first = reply.body().bytes();
        if (framing == Http1Framing.LENGTH) {
            return head.add(CONTENT_LENGTH).add(length).lineEnd().lineEnd().with(first, allocator);
        }
        if (framing == Http1Framing.CONNECTION) {
            return head.lineEnd().with(first, allocator);
        }
        head.add(CHUNKED).lineEnd();
        if (first.length == 0) {
            return head.with(NOTHING, allocator);
        }
        head.add(Integer.toHexString(first.length)).lineEnd().add(first).lineEnd();
        return head.with(NOTHING, allocator);
    }

    /** The size of a chunk, to be followed by it and {@link #chunkEnd}. */
    ByteBuf chunkBegin(int size, ByteBufAllocator allocator) {
        return head.begin().add(Integer.toHexString(size)).lineEnd().with(NOTHING, allocator);
    }

    static ByteBuf chunkEnd() {
        return Unpooled.wrappedBuffer(LINE_END);
    }

    static ByteBuf nothing() {
        return Unpooled.EMPTY_BUFFER;
    }

    static ByteBuf lastChunk() {
        return Unpooled.wrappedBuffer(LAST_CHUNK);
    }

    private void begin(Reply reply, String id, Connection connection) {
        HttpResponseStatus status = HttpResponseStatus.valueOf(reply.status());
        head.begin()
                .add(VERSION)
                .add(status.codeAsText())
                .add(SPACE)
                .add(status.reasonPhrase())
                .lineEnd();
        Iterator<Map.Entry<CharSequence, CharSequence>> headers =
                reply.headers().iteratorCharSequence();
        while (headers.hasNext()) {
            Map.Entry<CharSequence, CharSequence> header = headers.next();
            head.field(header.getKey(), header.getValue());
        }
        head.field(REQUEST_ID, id);
        if (secured && StrictTransport.isMissingIn(reply)) {
            head.field(StrictTransport.NAME, StrictTransport.VALUE);
        }
        switch (connection) {
            case DEFAULT -> {}
            case KEEP_ALIVE -> head.add(KEEP_ALIVE);
            case CLOSE -> head.add(CLOSE);
        }
    }
}
