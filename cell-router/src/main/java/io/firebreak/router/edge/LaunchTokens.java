package io.firebreak.router.edge;

import io.firebreak.router.routing.ClientToken;
import io.firebreak.router.wire.Body;
import io.firebreak.router.wire.Headers;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Every launch that leaves the router has a client token: the client's, or one made here. */
final class LaunchTokens {
    private static final int RANDOM_BYTES = 16;

    private final RandomGenerator random;

    LaunchTokens(RandomGenerator random) {
        this.random = random;
    }

    /** The token of a launch; a {@link Refusal} when header and body differ or it has another shape. */
    ClientToken tokenOf(HttpHeaders headers, Body body) {
        List<String> keys = headers.getAll(Headers.IDEMPOTENCY_KEY);
        if (keys.size() > 1) {
            throw new Refusal(ProblemCode.INVALID_PARAMETER, "Idempotency-Key stands more than once");
        }
        Optional<String> fromBody = TokenField.read(body);
        if (!keys.isEmpty() && fromBody.isPresent() && !fromBody.get().equals(keys.getFirst())) {
            throw new Refusal(
                    ProblemCode.INVALID_PARAMETER, "Idempotency-Key and clientToken differ: send one of them");
        }
        Optional<String> text = keys.isEmpty() ? fromBody : Optional.of(keys.getFirst());
        if (text.isEmpty()) {
            return new ClientToken(made());
        }
        if (!ClientToken.isValid(text.get())) {
            throw new Refusal(
                    ProblemCode.INVALID_PARAMETER,
                    "A client token has 1 to 64 printable ASCII characters, no space at either end");
        }
        return new ClientToken(text.get());
    }

    private String made() {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
