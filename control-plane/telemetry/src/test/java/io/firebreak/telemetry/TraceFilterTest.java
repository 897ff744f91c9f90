package io.firebreak.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class TraceFilterTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String CALLER = "00f067aa0ba902b7";

    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final Tracing tracing = Tracing.over(SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(spans))
            .build());
    private final Map<String, String> inside = new HashMap<>();

    @AfterEach
    void end() {
        tracing.close();
    }

    @Test
    void goesOnWithTheCallersTraceAndNamesItsRoute() throws Exception {
        MockHttpServletRequest request = request("/v1/instances/i-1");
        request.addHeader("traceparent", "00-%s-%s-01".formatted(TRACE, CALLER));

        filter(false).doFilter(request, new MockHttpServletResponse(), (asked, answer) -> {
            asked.setAttribute(
                    "org.springframework.web.servlet.HandlerMapping.bestMatchingPattern", "/v1/instances/{id}");
            LogContext.request("r-1");
            LogContext.tenant("t-1");
            inside.putAll(MDC.getCopyOfContextMap());
            ((HttpServletResponse) answer).setStatus(503);
        });

        SpanData span = spans.getFinishedSpanItems().getFirst();
        assertThat(span.getTraceId()).isEqualTo(TRACE);
        assertThat(span.getParentSpanId()).isEqualTo(CALLER);
        assertThat(span.getKind()).isEqualTo(SpanKind.SERVER);
        assertThat(span.getName()).isEqualTo("GET /v1/instances/{id}");
        assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(span.getAttributes().get(AttributeKey.longKey("http.response.status_code")))
                .isEqualTo(503);
        assertThat(span.getAttributes().get(AttributeKey.stringKey("firebreak.tenant")))
                .isEqualTo("t-1");
        assertThat(inside)
                .isEqualTo(Map.of("traceId", TRACE, "spanId", span.getSpanId(), "requestId", "r-1", "tenant", "t-1"));
        assertThat(MDC.getCopyOfContextMap()).isNullOrEmpty();
    }

    @Test
    void beginsATraceOnlyWhereOneMayBegin() throws Exception {
        filter(false).doFilter(request("/internal"), new MockHttpServletResponse(), chain());
        assertThat(spans.getFinishedSpanItems()).isEmpty();

        filter(true).doFilter(request("/admin/v1/cells"), new MockHttpServletResponse(), chain());
        assertThat(spans.getFinishedSpanItems()).hasSize(1);
    }

    @Test
    void aTraceThatIsNotRecordedIsNamedInLogsAllTheSame() throws Exception {
        MockHttpServletRequest request = request("/v1/shard");
        request.addHeader("traceparent", "00-%s-%s-00".formatted(TRACE, CALLER));

        new TraceFilter(Tracing.off(), asked -> true).doFilter(request, new MockHttpServletResponse(), chain());

        assertThat(inside).isEqualTo(Map.of("traceId", TRACE));
        assertThat(spans.getFinishedSpanItems()).isEmpty();
    }

    @Test
    void whatFailsLeavesNothingBehind() {
        assertThatIllegalStateException()
                .isThrownBy(() -> filter(true)
                        .doFilter(request("/admin/v1/cells"), new MockHttpServletResponse(), (asked, answer) -> {
                            throw new IllegalStateException("broken");
                        }));
        assertThat(spans.getFinishedSpanItems().getFirst().getStatus().getStatusCode())
                .isEqualTo(StatusCode.ERROR);
        assertThat(MDC.getCopyOfContextMap()).isNullOrEmpty();
    }

    private TraceFilter filter(boolean begins) {
        return new TraceFilter(tracing, request -> begins);
    }

    private FilterChain chain() {
        return (request, response) -> {
            Map<String, String> context = MDC.getCopyOfContextMap();
            if (context != null) {
                inside.putAll(context);
            }
        };
    }

    private static MockHttpServletRequest request(String path) {
        return new MockHttpServletRequest("GET", path);
    }
}
