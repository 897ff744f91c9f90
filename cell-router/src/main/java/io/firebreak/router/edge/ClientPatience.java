package io.firebreak.router.edge;

import io.firebreak.router.wire.Headers;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import java.time.Duration;
import java.util.regex.Pattern;

/** For how long a client waits for its answer: what it says, but no longer than the router would. */
final class ClientPatience {
    private static final AsciiString DEADLINE = AsciiString.cached(Headers.DEADLINE);
    /** Up to eleven days. No time at all is none to answer in, so it is a mistake. */
    private static final Pattern ACCEPTED = Pattern.compile("[1-9][0-9]{0,8}");

    private ClientPatience() {}

    /** A {@link Refusal} if it says what cannot be understood. */
    static Duration of(HttpHeaders headers, Duration longest) {
        String millis = headers.get(DEADLINE);
        if (millis == null) {
            return longest;
        }
        if (!ACCEPTED.matcher(millis).matches() || headers.getAll(DEADLINE).size() > 1) {
            throw new Refusal(
                    ProblemCode.INVALID_PARAMETER,
                    Headers.DEADLINE + " must stand once, as a whole number of milliseconds from 1 to 999999999");
        }
        Duration clients = Duration.ofMillis(Long.parseLong(millis));
        return clients.compareTo(longest) < 0 ? clients : longest;
    }
}
