package io.firebreak.router.wire;

import io.netty.handler.codec.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/**
 * An answer, of a cell or of the router itself. Its headers are clean: none of them belongs to a connection.
 *
 * @param body all of the body, or its beginning when there is a rest
 * @param rest what of the body is still on its way; none for a complete answer
 */
public record Reply(
        int status,
        HttpHeaders headers,
        Body body,
        @Nullable BodyStream rest) {
    /** A complete answer. */
    public Reply(int status, HttpHeaders headers, Body body) {
        this(status, headers, body, null);
    }
}
