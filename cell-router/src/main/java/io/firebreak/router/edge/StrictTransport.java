package io.firebreak.router.edge;

import io.firebreak.router.wire.Reply;
import io.netty.util.AsciiString;

/**
 * Tells browsers that came over TLS to come no other way for a year (RFC 6797). What a service behind the router says of
 * itself stands.
 */
final class StrictTransport {
    static final AsciiString NAME = AsciiString.cached("strict-transport-security");
    static final AsciiString VALUE = AsciiString.cached("max-age=31536000");

    private StrictTransport() {}

    static boolean isMissingIn(Reply reply) {
        return !reply.headers().contains(NAME);
    }
}
