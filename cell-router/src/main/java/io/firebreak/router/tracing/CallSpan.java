package io.firebreak.router.tracing;

import io.firebreak.router.wire.Headers;
import io.firebreak.telemetry.TraceHeader;
import io.netty.handler.codec.http.HttpHeaders;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;

/** One call of a node, from the wait for a connection to the head of the answer, or all of it when it is short. */
public final class CallSpan {
    private static final int ERRORS = 400;

    private final Span span;

    CallSpan(Span span) {
        this.span = span;
    }

    /** The headers of the call: others, which stay as they are, and what tells the node of this span. */
    public HttpHeaders marked(HttpHeaders headers) {
        HttpHeaders marked = headers.copy();
        marked.set(Headers.TRACEPARENT, TraceHeader.text(span.getSpanContext()));
        return marked;
    }

    /** The node has answered. */
    public void answered(int status) {
        span.setAttribute(RequestSpan.STATUS, (long) status);
        if (status >= ERRORS) {
            span.setStatus(StatusCode.ERROR);
        }
        span.end();
    }

    /** There is no answer, for a reason out of a closed set. */
    public void failed(String reason) {
        span.setStatus(StatusCode.ERROR);
        span.setAttribute(RequestSpan.ERROR, reason);
        span.end();
    }
}
