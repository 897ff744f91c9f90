package io.firebreak.router.edge;

import io.firebreak.router.forwarding.CallTrail;
import io.firebreak.router.forwarding.Deadline;
import io.firebreak.router.wire.Body;
import io.firebreak.router.wire.BodyStream;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import org.jspecify.annotations.Nullable;

/**
 * A request of a client, read to its end or as far as is held.
 *
 * @param requestId its name in logs and headers
 * @param headers as they came
 * @param deadline when the answer must be there
 * @param trail where its way is noted
 * @param upload the rest of a body too long to be held; only for what {@link Front.Meaning#streams} said it takes
 */
record ClientCall(
        String requestId,
        HttpMethod method,
        String uri,
        HttpHeaders headers,
        Body body,
        Deadline deadline,
        CallTrail trail,
        @Nullable BodyStream upload) {
    /** What of a URI is in front of its query. */
    static String pathOf(String uri) {
        int query = uri.indexOf('?');
        return query < 0 ? uri : uri.substring(0, query);
    }
}
