package io.firebreak.chaos.bench.router;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The answers of the upstream, made once. Their body of 150 bytes is an empty list, so that it suits any question. */
final class UpstreamAnswer {
    static final int BODY_BYTES = 150;
    private static final String EMPTY_LIST =
            "{\"instances\":[],\"nextCursor\":null,\"partial\":false,\"unreachableCells\":[],\"settled\":true,\"clientToken\":\"bench\"";

    private UpstreamAnswer() {}

    /** An answer of that status line by a cell. */
    static ByteBuffer of(String status, int cell) {
        return bytes("HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\nFirebreak-Cell: cell-" + cell
                + "\r\nContent-Length: " + BODY_BYTES + "\r\n\r\n" + EMPTY_LIST
                + " ".repeat(BODY_BYTES - EMPTY_LIST.length() - 1) + "}");
    }

    static ByteBuffer text(String body) {
        return bytes("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + body.length()
                + "\r\n\r\n" + body);
    }

    private static ByteBuffer bytes(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    }
}
