package io.firebreak.telemetry;

import java.util.Optional;
import org.slf4j.MDC;

/** What every log line says of the request it was written for. Keys and secrets are never among it. */
public final class LogContext {
    private static final String TENANT = "tenant";
    private static final String REQUEST = "requestId";
    private static final String TRACE = "traceId";
    private static final String SPAN = "spanId";

    private LogContext() {}

    /** Whose request it is, once that is known for certain. */
    public static void tenant(String id) {
        MDC.put(TENANT, id);
    }

    /** The request's name in headers and logs. */
    public static void request(String id) {
        MDC.put(REQUEST, id);
    }

    static Optional<String> tenant() {
        return Optional.ofNullable(MDC.get(TENANT));
    }

    static Optional<String> request() {
        return Optional.ofNullable(MDC.get(REQUEST));
    }

    static void trace(String id) {
        MDC.put(TRACE, id);
    }

    static void span(String id) {
        MDC.put(SPAN, id);
    }

    /** The request is over. */
    static void clear() {
        MDC.remove(TENANT);
        MDC.remove(REQUEST);
        MDC.remove(TRACE);
        MDC.remove(SPAN);
    }
}
