package io.firebreak.router.tracing;

import io.firebreak.router.wire.TraceParent;
import io.firebreak.telemetry.Tracing;
import io.netty.handler.codec.http.HttpHeaders;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/** Begins the spans of requests. A client that says its trace is recorded is believed; of other traces a share is recorded. */
public final class CallSpans {
    private final Tracing tracing;

    /** Over the tracing of the process. */
    public CallSpans(Tracing tracing) {
        this.tracing = tracing;
    }

    /** The span of a request, or nothing when its trace is not recorded. */
    public @Nullable RequestSpan begin(String method, HttpHeaders headers) {
        if (!tracing.isOn()) {
            return null;
        }
        SpanBuilder builder = tracing.tracer().spanBuilder(method).setSpanKind(SpanKind.SERVER);
        TraceParent.callerOf(headers)
                .ifPresentOrElse(
                        caller -> builder.setParent(Context.root().with(Span.wrap(remote(caller)))),
                        builder::setNoParent);
        Span span = builder.startSpan();
        return span.isRecording() ? new RequestSpan(tracing.tracer(), span, method) : null;
    }

    private static SpanContext remote(TraceParent caller) {
        return SpanContext.createFromRemoteParent(
                caller.traceId(), caller.parentId(), TraceFlags.fromHex(caller.flags(), 0), TraceState.getDefault());
    }
}
