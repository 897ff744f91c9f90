package io.firebreak.router.edge;

import io.firebreak.router.wire.Body;
import io.firebreak.router.wire.Headers;
import io.firebreak.router.wire.Reply;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.ReadOnlyHttpHeaders;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Answers by the router itself, as RFC 9457 problem details with a {@code code}. */
final class Problem {
    private static final JsonMapper JSON = JsonMapper.shared();
    /** Breakers let a probe through after a second, so a client that waits one has a chance. */
    private static final String SOON = "1";

    private static final String ROUTER = "router";
    private static final int UNAVAILABLE = 503;
    private static final Reply OVERLOADED = constant("The router serves as many requests as it may");
    private static final Reply HELD_BACK =
            constant("The cells that can answer this have as many calls as they take; try again after Retry-After");

    private Problem() {}

    static Reply of(ProblemCode code, String detail) {
        return reply(code, json(code, detail));
    }

    /** Too much for this router, of one tenant or of all: no cell has seen the request, and the answer says so. */
    static Reply shed(ProblemCode code, long retryAfterSeconds, String detail) {
        ObjectNode json = json(code, detail);
        json.put("shedBy", ROUTER);
        Reply reply = reply(code, json);
        reply.headers().set(Headers.SHED, ROUTER);
        reply.headers().set(HttpHeaderNames.RETRY_AFTER, Long.toString(retryAfterSeconds));
        return reply;
    }

    private static ObjectNode json(ProblemCode code, String detail) {
        ObjectNode json = JSON.createObjectNode();
        json.put("type", "about:blank");
        json.put("title", code.title());
        json.put("status", code.status());
        json.put("detail", detail);
        json.put("code", code.name());
        return json;
    }

    private static Reply reply(ProblemCode code, ObjectNode json) {
        HttpHeaders headers = Headers.empty();
        headers.set(HttpHeaderNames.CONTENT_TYPE, "application/problem+json");
        Headers.guard(headers);
        if (code.status() == UNAVAILABLE) {
            headers.set(HttpHeaderNames.RETRY_AFTER, SOON);
        }
        return new Reply(code.status(), headers, Body.of(JSON.writeValueAsBytes(json)));
    }

    /** The same for a missing, an ill-formed, an unknown and a wrong key: a caller without one learns nothing. */
    static Reply unauthenticated() {
        Reply reply = of(ProblemCode.UNAUTHENTICATED, "Send Authorization: Bearer with the key of a tenant");
        reply.headers().set(HttpHeaderNames.WWW_AUTHENTICATE, "Bearer");
        return reply;
    }

    static Reply wrongMethod(String allowed) {
        Reply reply = of(ProblemCode.METHOD_NOT_ALLOWED, "This path takes " + allowed);
        reply.headers().set(HttpHeaderNames.ALLOW, allowed);
        return reply;
    }

    static Reply noSuchInstance() {
        return of(ProblemCode.INSTANCE_NOT_FOUND, "The tenant has no instance of this id");
    }

    static Reply cellUnavailable(String detail) {
        return of(ProblemCode.CELL_UNAVAILABLE, detail);
    }

    static Reply overloaded() {
        return OVERLOADED;
    }

    /** Of cells that have as many calls as they take. */
    static Reply heldBack() {
        return HELD_BACK;
    }

    /** One answer for all requests that get it: it is wanted most when there is least time to make it. */
    private static Reply constant(String detail) {
        Reply reply = shed(ProblemCode.OVERLOADED, 1, detail);
        CharSequence[] headers = reply.headers().entries().stream()
                .flatMap(header -> Stream.of(header.getKey(), header.getValue()))
                .toArray(CharSequence[]::new);
        return new Reply(reply.status(), new ReadOnlyHttpHeaders(false, headers), reply.body());
    }
}
