package io.firebreak.router.edge;

import io.firebreak.router.wire.Body;
import io.firebreak.router.wire.Headers;
import io.firebreak.router.wire.Reply;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Map;

/** Writes answers of HTTP/1.1 as bytes, head and body in one buffer: one write to the socket. */
final class AnswerBytes {
    /** Asks a client that expects it for its body. */
    static final String CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n";

    private static final int USUAL_HEAD = 512;
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;
    private static final byte[] VERSION = bytes("HTTP/1.1 ");
    private static final byte[] REQUEST_ID = bytes(Headers.REQUEST_ID + ": ");
    private static final byte[] CONTENT_LENGTH = bytes("content-length: ");
    private static final byte[] CLOSE = bytes("connection: close\r\n");
    private static final byte[] KEEP_ALIVE = bytes("connection: keep-alive\r\n");
    private static final byte[] COLON = bytes(": ");
    private static final byte[] LINE_END = bytes("\r\n");

    private AnswerBytes() {}

    /** What is said of the connection; the standard's default is said by saying nothing. */
    enum Connection {
        DEFAULT,
        KEEP_ALIVE,
        CLOSE
    }

    /** The whole answer; its body stays out when it answers a HEAD. */
    static ByteBuf of(Reply reply, String id, Connection connection, boolean toHead, ByteBufAllocator allocator) {
        Body body = reply.body();
        ByteBuf bytes = allocator.buffer(USUAL_HEAD + body.size());
        head(bytes, reply, id, connection);
        if (reply.status() != NO_CONTENT && reply.status() != NOT_MODIFIED) {
            bytes.writeBytes(CONTENT_LENGTH);
            text(bytes, Integer.toString(body.size()));
            bytes.writeBytes(LINE_END);
            bytes.writeBytes(LINE_END);
            if (!toHead) {
                bytes.writeBytes(body.bytes());
            }
        } else {
            bytes.writeBytes(LINE_END);
        }
        return bytes;
    }

    private static void head(ByteBuf bytes, Reply reply, String id, Connection connection) {
        bytes.writeBytes(VERSION);
        HttpResponseStatus status = HttpResponseStatus.valueOf(reply.status());
        text(bytes, status.codeAsText());
        bytes.writeByte(' ');
        text(bytes, status.reasonPhrase());
        bytes.writeBytes(LINE_END);
        Iterator<Map.Entry<CharSequence, CharSequence>> headers =
                reply.headers().iteratorCharSequence();
        while (headers.hasNext()) {
            Map.Entry<CharSequence, CharSequence> header = headers.next();
            text(bytes, header.getKey());
            bytes.writeBytes(COLON);
            text(bytes, header.getValue());
            bytes.writeBytes(LINE_END);
        }
        bytes.writeBytes(REQUEST_ID);
        text(bytes, id);
        bytes.writeBytes(LINE_END);
        switch (connection) {
            case DEFAULT -> {}
            case KEEP_ALIVE -> bytes.writeBytes(KEEP_ALIVE);
            case CLOSE -> bytes.writeBytes(CLOSE);
        }
    }

    /** One byte for each character: fields came in that way (RFC 9110, section 5.5). */
    private static void text(ByteBuf bytes, CharSequence text) {
        if (text instanceof AsciiString compact) {
            ByteBufUtil.copy(compact, bytes);
        } else {
            bytes.writeCharSequence(text, StandardCharsets.ISO_8859_1);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
