package io.firebreak.telemetry;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The server's span of a request, and its trace in the log lines written for it. A request without a {@code traceparent}
 * begins a trace only where one may begin: what processes ask each other all day would fill any collector.
 */
public final class TraceFilter extends HttpFilter {
    /** Where Spring MVC leaves the pattern of the path it found, {@code HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE}. */
    private static final String ROUTE_FOUND = "org.springframework.web.servlet.HandlerMapping.bestMatchingPattern";

    private static final int SERVER_ERROR = 500;
    private static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
    private static final AttributeKey<String> PATH = AttributeKey.stringKey("url.path");
    private static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");
    private static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");
    private static final AttributeKey<String> TENANT = AttributeKey.stringKey("firebreak.tenant");
    private static final AttributeKey<String> REQUEST = AttributeKey.stringKey("firebreak.request.id");

    private final Tracing tracing;
    private final Predicate<HttpServletRequest> beginsTraces;

    /** @param beginsTraces whether a request nobody has traced yet begins a trace */
    public TraceFilter(Tracing tracing, Predicate<HttpServletRequest> beginsTraces) {
        this.tracing = tracing;
        this.beginsTraces = beginsTraces;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Context caller = W3CTraceContextPropagator.getInstance().extract(Context.root(), request, Headers.ALL);
        SpanContext theirs = Span.fromContext(caller).getSpanContext();
        if (theirs.isValid()) {
            LogContext.trace(theirs.getTraceId());
        }
        try {
            if (tracing.isOn() && (theirs.isValid() || beginsTraces.test(request))) {
                traced(request, response, chain, caller);
            } else {
                chain.doFilter(request, response);
            }
        } finally {
            LogContext.clear();
        }
    }

    private void traced(HttpServletRequest request, HttpServletResponse response, FilterChain chain, Context caller)
            throws IOException, ServletException {
        Span span = tracing.tracer()
                .spanBuilder(request.getMethod())
                .setSpanKind(SpanKind.SERVER)
                .setParent(caller)
                .setAttribute(METHOD, request.getMethod())
                .setAttribute(PATH, request.getRequestURI())
                .startSpan();
        LogContext.trace(span.getSpanContext().getTraceId());
        if (span.isRecording()) {
            LogContext.span(span.getSpanContext().getSpanId());
        }
        try (Scope _ = span.makeCurrent()) {
            chain.doFilter(request, response);
            answered(span, request, response.getStatus());
        } catch (IOException | ServletException | RuntimeException | Error e) {
            Tracing.failed(span, e);
            throw e;
        } finally {
            span.end();
        }
    }

    private static void answered(Span span, HttpServletRequest request, int status) {
        if (request.getAttribute(ROUTE_FOUND) instanceof String route) {
            span.updateName(request.getMethod() + ' ' + route);
            span.setAttribute(ROUTE, route);
        }
        span.setAttribute(STATUS, (long) status);
        LogContext.tenant().ifPresent(tenant -> span.setAttribute(TENANT, tenant));
        LogContext.request().ifPresent(id -> span.setAttribute(REQUEST, id));
        if (status >= SERVER_ERROR) {
            span.setStatus(StatusCode.ERROR);
        }
    }

    /** Headers of a request as OpenTelemetry reads them. */
    private enum Headers implements TextMapGetter<HttpServletRequest> {
        ALL;

        @Override
        public Iterable<String> keys(HttpServletRequest request) {
            return Collections.list(request.getHeaderNames());
        }

        @Override
        public @Nullable String get(@Nullable HttpServletRequest request, String name) {
            return request == null ? null : request.getHeader(name);
        }
    }
}
