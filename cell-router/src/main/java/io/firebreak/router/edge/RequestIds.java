package io.firebreak.router.edge;

import io.firebreak.router.wire.Headers;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** Names requests, so that one can be followed through router and cell. */
final class RequestIds {
    /** What may stand in a log line and a header without harm. */
    private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private final RandomGenerator random;

    RequestIds(RandomGenerator random) {
        this.random = random;
    }

    /** The client's own id if it is sane, a new one otherwise. */
    String idFor(HttpHeaders headers) {
        String given = headers.get(Headers.REQUEST_ID);
        return given != null && SANE.matcher(given).matches()
                ? given
                : HexFormat.of().toHexDigits(random.nextLong());
    }
}
