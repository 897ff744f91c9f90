package io.firebreak.router.tracing;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.TenantId;
import io.firebreak.router.routing.RequestKind;
import io.firebreak.router.wire.TraceParent;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** One request of a client, from its head to the last byte of its answer. */
public final class RequestSpan {
    static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
    static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");
    static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");
    private static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");
    private static final AttributeKey<String> TENANT = AttributeKey.stringKey("firebreak.tenant");
    private static final AttributeKey<String> REQUEST = AttributeKey.stringKey("firebreak.request.id");
    private static final AttributeKey<String> ADDRESS = AttributeKey.stringKey("server.address");
    private static final AttributeKey<Long> PORT = AttributeKey.longKey("server.port");
    private static final AttributeKey<String> CELL = AttributeKey.stringKey("firebreak.cell");
    private static final AttributeKey<Long> RESENDS = AttributeKey.longKey("http.request.resend_count");
    private static final int SERVER_ERROR = 500;

    private final Tracer tracer;
    private final Span span;
    private final String method;

    RequestSpan(Tracer tracer, Span span, String method) {
        this.tracer = tracer;
        this.span = span;
        this.method = method;
    }

    /** What the cells are told of it where no call of a node has a span of its own. */
    public TraceParent step() {
        SpanContext context = span.getSpanContext();
        return new TraceParent(
                context.getTraceId(),
                context.getSpanId(),
                context.getTraceFlags().asHex());
    }

    /** What the request is, in words that name no single thing. */
    public void understood(String requestId, RequestKind kind, String pathTemplate) {
        span.updateName(method + ' ' + kind.tag());
        span.setAttribute(METHOD, method);
        span.setAttribute(ROUTE, pathTemplate);
        span.setAttribute(REQUEST, requestId);
    }

    /**
     * A node is asked.
     *
     * @param before how many were asked for this request before
     */
    public CallSpan call(CellId cell, URI node, int before) {
        Span call = tracer.spanBuilder(method + ' ' + cell)
                .setParent(Context.root().with(span))
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute(METHOD, method)
                .setAttribute(ADDRESS, node.getHost())
                .setAttribute(PORT, (long) node.getPort())
                .setAttribute(CELL, cell.value())
                .startSpan();
        if (before > 0) {
            call.setAttribute(RESENDS, (long) before);
        }
        return new CallSpan(call);
    }

    /**
     * The request is over.
     *
     * @param status 0 when there was no answer
     * @param delivered whether the client has it
     */
    public void end(@Nullable TenantId tenant, int status, boolean delivered) {
        if (tenant != null) {
            span.setAttribute(TENANT, tenant.value());
        }
        if (status != 0) {
            span.setAttribute(STATUS, (long) status);
        }
        if (!delivered) {
            span.setAttribute(ERROR, "abandoned");
        }
        if (status >= SERVER_ERROR) {
            span.setStatus(StatusCode.ERROR);
        }
        span.end();
    }
}
