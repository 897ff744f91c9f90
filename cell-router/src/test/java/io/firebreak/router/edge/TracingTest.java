package io.firebreak.router.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.firebreak.router.cells.CellThatAnswers;
import io.firebreak.router.cells.CellThatRefusesConnections;
import io.firebreak.telemetry.Tracing;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.net.http.HttpRequest;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a collector sees of the router, and what cells are told. */
class TracingTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String CLIENT = "b7ad6b7169203331";

    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final Tracing tracing = tracing(Sampler.parentBased(Sampler.alwaysOn()));

    private Tracing tracing(Sampler sampler) {
        return Tracing.over(SdkTracerProvider.builder()
                .setSampler(sampler)
                .addSpanProcessor(SimpleSpanProcessor.create(spans))
                .build());
    }

    @AfterEach
    void end() {
        tracing.close();
    }

    @Test
    void aRequestAndItsCallOfACellAreTwoSpansOfTheClientsTrace() {
        try (CellThatAnswers cell = new CellThatAnswers("cell-1");
                RouterUnderTest router = RouterUnderTest.region()
                        .cell(1, cell)
                        .tenant("t-1", 1)
                        .tracing(tracing)
                        .start()) {
            router.send(traced(router, "01"));

            SpanData server = span(SpanKind.SERVER);
            SpanData call = span(SpanKind.CLIENT);
            assertThat(server.getTraceId()).isEqualTo(TRACE);
            assertThat(server.getParentSpanId()).isEqualTo(CLIENT);
            assertThat(server.getName()).isEqualTo("GET describe");
            assertThat(server.getAttributes().get(AttributeKey.stringKey("http.route")))
                    .isEqualTo("/v1/instances/{}");
            assertThat(server.getAttributes().get(AttributeKey.longKey("http.response.status_code")))
                    .isEqualTo(200);
            assertThat(server.getAttributes().get(AttributeKey.stringKey("firebreak.tenant")))
                    .isEqualTo("t-1");
            assertThat(call.getTraceId()).isEqualTo(TRACE);
            assertThat(call.getParentSpanId()).isEqualTo(server.getSpanId());
            assertThat(cell.seen().getFirst().header("traceparent"))
                    .isEqualTo("00-%s-%s-01".formatted(TRACE, call.getSpanId()));
            assertThat(spans.getFinishedSpanItems().toString())
                    .doesNotContain(RouterUnderTest.SECRET)
                    .doesNotContain("i-0001");
        }
    }

    @Test
    void eachAttemptHasASpanOfItsOwn() {
        try (CellThatRefusesConnections dead = new CellThatRefusesConnections();
                CellThatAnswers cell = new CellThatAnswers("cell-1");
                RouterUnderTest router = RouterUnderTest.region()
                        .cell(1, dead, cell)
                        .tenant("t-1", 1)
                        .tracing(tracing)
                        .start()) {
            await().until(() -> {
                spans.reset();
                router.get("t-1", "/v1/shard");
                span(SpanKind.SERVER);
                return ofKind(SpanKind.CLIENT).size() == 2;
            });

            SpanData server = span(SpanKind.SERVER);
            List<SpanData> calls = ofKind(SpanKind.CLIENT);
            assertThat(calls).extracting(SpanData::getParentSpanId).containsOnly(server.getSpanId());
            assertThat(calls.getFirst().getAttributes().get(AttributeKey.stringKey("error.type")))
                    .isEqualTo("not_connected");
            assertThat(calls.getLast().getAttributes().get(AttributeKey.longKey("http.request.resend_count")))
                    .isEqualTo(1);
            assertThat(cell.seen().getLast().header("traceparent"))
                    .as("recorded, and maybe drawn at random (Trace Context, level 2)")
                    .matches("00-%s-%s-0[13]"
                            .formatted(server.getTraceId(), calls.getLast().getSpanId()));
        }
    }

    @Test
    void aTraceTheClientDoesNotRecordIsNotRecordedHereAndGoesOn() {
        try (CellThatAnswers cell = new CellThatAnswers("cell-1");
                RouterUnderTest router = RouterUnderTest.region()
                        .cell(1, cell)
                        .tenant("t-1", 1)
                        .tracing(tracing)
                        .start()) {
            router.send(traced(router, "00"));

            assertThat(cell.seen().getFirst().header("traceparent"))
                    .startsWith("00-" + TRACE)
                    .endsWith("-00");
            assertThat(spans.getFinishedSpanItems()).isEmpty();
        }
    }

    @Test
    void aTraceThatIsNotDrawnHasNoSpanAndStillANameInLogs() {
        Tracing never = tracing(Sampler.parentBased(Sampler.alwaysOff()));
        try (never;
                CellThatAnswers cell = new CellThatAnswers("cell-1");
                RouterUnderTest router = RouterUnderTest.region()
                        .cell(1, cell)
                        .tenant("t-1", 1)
                        .tracing(never)
                        .start()) {
            router.get("t-1", "/v1/shard");

            assertThat(cell.seen().getFirst().header("traceparent")).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-00");
            assertThat(spans.getFinishedSpanItems()).isEmpty();
        }
    }

    private static HttpRequest traced(RouterUnderTest router, String flags) {
        return router.authorized("t-1", "/v1/instances/i-0001b22c90d1e5abc?tag=secret")
                .header("traceparent", "00-%s-%s-%s".formatted(TRACE, CLIENT, flags))
                .build();
    }

    /** The span ends when the answer's last byte is written, which the client may see first. */
    private SpanData span(SpanKind kind) {
        await().until(() -> !ofKind(kind).isEmpty());
        return ofKind(kind).getFirst();
    }

    private List<SpanData> ofKind(SpanKind kind) {
        return spans.getFinishedSpanItems().stream()
                .filter(span -> span.getKind() == kind)
                .toList();
    }
}
