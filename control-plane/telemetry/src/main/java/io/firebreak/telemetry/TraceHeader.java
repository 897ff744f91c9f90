package io.firebreak.telemetry;

import io.opentelemetry.api.trace.SpanContext;
import java.util.Map;

/** The header that carries a trace to another process (W3C Trace Context, section 3.2). */
public final class TraceHeader {
    static final String NAME = "traceparent";

    private TraceHeader() {}

    /** The header of a call made by a span, by its name. */
    static Map<String, String> of(SpanContext span) {
        return Map.of(NAME, text(span));
    }

    /** The header's value for a call made by a span. */
    public static String text(SpanContext span) {
        return "00-" + span.getTraceId() + '-' + span.getSpanId() + '-'
                + span.getTraceFlags().asHex();
    }
}
