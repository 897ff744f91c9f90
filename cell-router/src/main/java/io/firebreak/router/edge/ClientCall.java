package io.firebreak.router.edge;

import io.firebreak.router.forwarding.CallTrail;
import io.firebreak.router.forwarding.Deadline;
import io.firebreak.router.wire.Body;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;

/**
 * A request of a client, read to its end.
 *
 * @param requestId its name in logs and headers
 * @param headers as they came
 * @param deadline when the answer must be there
 * @param trail where its way is noted
 */
record ClientCall(
        String requestId,
        HttpMethod method,
        String uri,
        HttpHeaders headers,
        Body body,
        Deadline deadline,
        CallTrail trail) {}
