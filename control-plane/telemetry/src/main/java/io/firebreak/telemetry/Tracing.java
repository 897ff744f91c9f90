package io.firebreak.telemetry;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The spans of one process. Work runs the same with and without: spans are made only of traces that are recorded, and when
 * there is no collector none is, and nothing is allocated.
 */
public final class Tracing implements AutoCloseable {
    private static final String SCOPE = "io.firebreak";
    /** A trace is looked up by who waits for it: seconds count. */
    private static final Duration BETWEEN_EXPORTS = Duration.ofSeconds(1);
    /** Spans that wait for the next export, 1 to 2 MB; more are dropped, since requests do not wait for a collector. */
    private static final int MOST_WAITING = 4_096;

    private static final Duration EXPORT_TIMEOUT = Duration.ofSeconds(5);
    /** A collector that does not answer must not hold up the end of a process. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    private static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
    private static final AttributeKey<String> ADDRESS = AttributeKey.stringKey("server.address");
    private static final AttributeKey<Long> PORT = AttributeKey.longKey("server.port");
    private static final AttributeKey<String> PATH = AttributeKey.stringKey("url.path");
    private static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");
    private static final AttributeKey<Long> ASKED_BY = AttributeKey.longKey("firebreak.shared.by");
    private static final Tracing OFF = new Tracing(null);

    private final @Nullable SdkTracerProvider provider;
    private final Tracer tracer;

    private Tracing(@Nullable SdkTracerProvider provider) {
        this.provider = provider;
        this.tracer = (provider == null ? TracerProvider.noop() : provider).get(SCOPE);
    }

    /** No traces at all. */
    public static Tracing off() {
        return OFF;
    }

    /**
     * As the settings have it.
     *
     * @param service the name of the process in its spans
     */
    public static Tracing of(TracingSettings settings, String service) {
        return settings.isOn() ? new Tracing(exporting(settings, service)) : OFF;
    }

    /** Over spans that go wherever the provider sends them; it is closed with this. */
    public static Tracing over(SdkTracerProvider provider) {
        return new Tracing(provider);
    }

    private static SdkTracerProvider exporting(TracingSettings settings, String service) {
        OtlpHttpSpanExporter exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint(settings.tracesEndpoint())
                .setTimeout(EXPORT_TIMEOUT)
                .build();
        return SdkTracerProvider.builder()
                .setResource(Resource.getDefault().merge(Resource.create(named(settings, service))))
                .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(settings.ratio())))
                .addSpanProcessor(BatchSpanProcessor.builder(exporter)
                        .setScheduleDelay(BETWEEN_EXPORTS)
                        .setMaxQueueSize(MOST_WAITING)
                        .build())
                .build();
    }

    private static Attributes named(TracingSettings settings, String service) {
        AttributesBuilder named =
                Attributes.builder().put("service.name", service).put("service.namespace", "firebreak");
        if (!settings.instance().isBlank()) {
            named.put("service.instance.id", settings.instance());
        }
        return named.build();
    }

    /** Whether any trace is recorded at all. */
    public boolean isOn() {
        return provider != null;
    }

    /** Makes spans; of no effect when off. */
    public Tracer tracer() {
        return tracer;
    }

    /** The span this thread works for; one of no effect if its trace is not recorded. */
    public Span current() {
        return isOn() ? Span.current() : Span.getInvalid();
    }

    /** A part of the work of the current span, or just the work when its trace is not recorded. */
    public <T> T part(String name, Supplier<T> work) {
        if (!current().isRecording()) {
            return work.get();
        }
        return within(tracer.spanBuilder(name).startSpan(), work);
    }

    /**
     * A call of another process over HTTP, in the current trace.
     *
     * @param send is given the headers that tell the other process of the trace; none when it is not recorded
     */
    public <T> T call(String method, URI address, Function<Map<String, String>, T> send) {
        if (!current().isRecording()) {
            return send.apply(Map.of());
        }
        Span span = tracer.spanBuilder(method)
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute(METHOD, method)
                .setAttribute(ADDRESS, address.getHost())
                .setAttribute(PORT, (long) address.getPort())
                .setAttribute(PATH, address.getPath())
                .startSpan();
        return within(span, () -> send.apply(TraceHeader.of(span.getSpanContext())));
    }

    /**
     * Work that several asked for and that is done once: a span in the trace of the first, which links to the others, and
     * theirs link to it (OpenTelemetry, "Links between spans").
     *
     * @param askedBy the spans of who waits; those of no recorded trace are passed over
     */
    public void shared(String name, List<Span> askedBy, Runnable work) {
        List<Span> recorded = isOn()
                ? askedBy.stream()
                        .filter(span -> span.getSpanContext().isSampled())
                        .toList()
                : List.of();
        if (recorded.isEmpty()) {
            work.run();
            return;
        }
        Span first = recorded.getFirst();
        SpanBuilder builder = tracer.spanBuilder(name)
                .setParent(Context.root().with(first))
                .setAttribute(ASKED_BY, (long) askedBy.size());
        recorded.stream().skip(1).forEach(other -> builder.addLink(other.getSpanContext()));
        Span span = builder.startSpan();
        recorded.stream().skip(1).forEach(other -> other.addLink(span.getSpanContext()));
        within(span, () -> {
            work.run();
            return true;
        });
    }

    private static <T> T within(Span span, Supplier<T> work) {
        try (Scope _ = span.makeCurrent()) {
            return work.get();
        } catch (RuntimeException | Error e) {
            failed(span, e);
            throw e;
        } finally {
            span.end();
        }
    }

    /** Marks a span as failed; the message stays out, since it may hold what is for the log only. */
    public static void failed(Span span, Throwable failure) {
        span.setStatus(StatusCode.ERROR);
        span.setAttribute(ERROR, failure.getClass().getName());
    }

    /** Sends what waits, for a moment. */
    @Override
    public void close() {
        if (provider != null) {
            provider.shutdown().join(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS);
        }
    }
}
