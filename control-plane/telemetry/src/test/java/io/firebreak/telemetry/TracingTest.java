package io.firebreak.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TracingTest {
    private static final URI FLEET = URI.create("http://127.0.0.1:8083/fleet/v1/commands?x=1");

    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final Tracing tracing = Tracing.over(SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(spans))
            .build());

    @AfterEach
    void end() {
        tracing.close();
    }

    @Test
    void workOfNoTraceHasNoSpan() {
        assertThat(tracing.part("place", () -> "placed")).isEqualTo("placed");
        Map<String, String> headers = tracing.call("POST", FLEET, it -> it);
        assertThat(headers).isEmpty();
        AtomicInteger runs = new AtomicInteger();
        tracing.shared("commit group", List.of(Span.getInvalid()), runs::incrementAndGet);
        assertThat(runs).hasValue(1);
        assertThat(spans.getFinishedSpanItems()).isEmpty();
    }

    @Test
    void offDoesTheWorkAndNothingElse() {
        Tracing off = Tracing.of(TracingSettings.off(), "cell");
        Span theirs = tracing.tracer().spanBuilder("launch").startSpan();
        try (Scope _ = theirs.makeCurrent()) {
            assertThat(off.isOn()).isFalse();
            assertThat(off.current().isRecording()).isFalse();
            assertThat(off.part("place", () -> "placed")).isEqualTo("placed");
            Map<String, String> headers = off.call("POST", FLEET, it -> it);
            assertThat(headers).isEmpty();
        }
        assertThat(spans.getFinishedSpanItems()).isEmpty();
    }

    @Test
    void aCallTellsTheOtherProcessOfItsSpan() {
        Span request = tracing.tracer().spanBuilder("launch").startSpan();
        Map<String, String> headers;
        try (Scope _ = request.makeCurrent()) {
            headers = tracing.call("POST", FLEET, it -> it);
        }
        SpanData call = spans.getFinishedSpanItems().getFirst();
        assertThat(call.getKind()).isEqualTo(SpanKind.CLIENT);
        assertThat(call.getParentSpanId()).isEqualTo(request.getSpanContext().getSpanId());
        assertThat(call.getAttributes().get(AttributeKey.stringKey("url.path"))).isEqualTo("/fleet/v1/commands");
        assertThat(headers)
                .isEqualTo(Map.of(
                        "traceparent",
                        "00-%s-%s-%s"
                                .formatted(
                                        call.getTraceId(),
                                        call.getSpanId(),
                                        call.getSpanContext().getTraceFlags().asHex())));
    }

    @Test
    void workSharedByTwoTracesIsInOneAndLinkedWithTheOther() {
        Span first = tracing.tracer().spanBuilder("first").setNoParent().startSpan();
        Span second = tracing.tracer().spanBuilder("second").setNoParent().startSpan();

        tracing.shared("commit group", List.of(Span.getInvalid(), first, second), () -> {
            Span inside = Span.current();
            assertThat(inside.getSpanContext().getTraceId())
                    .isEqualTo(first.getSpanContext().getTraceId());
        });
        first.end();
        second.end();

        SpanData group = named("commit group");
        assertThat(group.getParentSpanId()).isEqualTo(first.getSpanContext().getSpanId());
        assertThat(group.getLinks())
                .extracting(link -> link.getSpanContext().getSpanId())
                .containsExactly(second.getSpanContext().getSpanId());
        assertThat(group.getAttributes().get(AttributeKey.longKey("firebreak.shared.by")))
                .isEqualTo(3);
        assertThat(named("second").getLinks())
                .extracting(link -> link.getSpanContext().getSpanId())
                .containsExactly(group.getSpanId());
        assertThat(named("first").getLinks()).isEmpty();
    }

    @Test
    void whatFailsIsMarkedAndItsMessageStaysOut() {
        Span request = tracing.tracer().spanBuilder("launch").startSpan();
        try (Scope _ = request.makeCurrent()) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> tracing.part("place", () -> {
                        throw new IllegalStateException("password=x");
                    }));
        }
        SpanData place = named("place");
        assertThat(place.getAttributes().get(AttributeKey.stringKey("error.type")))
                .isEqualTo("java.lang.IllegalStateException");
        assertThat(place.toString()).doesNotContain("password");
    }

    private SpanData named(String name) {
        return spans.getFinishedSpanItems().stream()
                .filter(span -> span.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
