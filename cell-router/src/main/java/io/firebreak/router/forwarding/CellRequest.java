package io.firebreak.router.forwarding;

import io.firebreak.router.routing.RequestKind;
import io.firebreak.router.wire.Body;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;

/**
 * A request as a cell gets it; the same object is sent again on a retry.
 *
 * @param uri path and query, as the client wrote them
 * @param headers clean headers, {@code Firebreak-Epoch} included; not to be changed once they are in here
 * @param trail where its attempts are noted
 */
public record CellRequest(
        RequestKind kind, HttpMethod method, String uri, HttpHeaders headers, Body body, CallTrail trail) {}
