package io.firebreak.chaos.observe;

import static io.firebreak.chaos.observe.SeenSpan.Kind.CLIENT;
import static io.firebreak.chaos.observe.SeenSpan.Kind.INTERNAL;
import static io.firebreak.chaos.observe.SeenSpan.Kind.SERVER;
import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.chaos.load.NanoClock;
import io.firebreak.chaos.region.RegionFile;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A launch through real processes is one trace, from the client to the disk and the hosts. {@code target/one-trace.md} has it as
 * the table of {@code docs/tracing.md}.
 */
@ExtendWith(SharedObservedRegion.class)
class TraceIT {
    private static final String CLIENT_SPAN = "b7ad6b7169203331";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
    /** Router's two; the node's, its door, place and commit; group, transaction and its commit; dispatch, call and fleet. */
    private static final int SPANS_OF_A_LAUNCH = 12;

    private final NanoClock clock = NanoClock.system();

    @Test
    void aLaunchIsOneTraceFromTheClientToTheDiskAndTheHosts(ObservedRegion region) throws IOException {
        String trace = traceId(1);
        HttpResponse<String> launched = region.send(launch(region, region.tenant(0), trace, "01"));
        assertThat(launched.statusCode()).as(launched.body()).isEqualTo(201);

        List<SeenSpan> spans = await(region, trace, SPANS_OF_A_LAUNCH);

        SeenSpan request = only(spans, SERVER, span -> span.service().startsWith("firebreak-cell-router"));
        assertThat(request.parentId()).isEqualTo(CLIENT_SPAN);
        assertThat(request.name()).isEqualTo("POST launch");
        SeenSpan call = only(spans, CLIENT, span -> span.service().startsWith("firebreak-cell-router"));
        assertThat(call.parentId()).isEqualTo(request.spanId());
        SeenSpan served = only(spans, SERVER, span -> span.service().startsWith("firebreak-cell cell-"));
        assertThat(served.parentId()).isEqualTo(call.spanId());
        assertThat(served.name()).isEqualTo("POST /v1/instances");
        assertThat(served.attribute("firebreak.tenant"))
                .isEqualTo(region.tenant(0).id().value());
        assertThat(served.attribute("firebreak.request.id"))
                .isEqualTo(launched.headers().firstValue("Firebreak-Request-Id").orElseThrow());
        assertThat(only(spans, INTERNAL, named("admission")).parentId()).isEqualTo(served.spanId());
        assertThat(only(spans, INTERNAL, named("place")).parentId()).isEqualTo(served.spanId());
        SeenSpan commit = only(spans, INTERNAL, named("commit"));
        assertThat(commit.parentId()).isEqualTo(served.spanId());
        SeenSpan group = only(spans, INTERNAL, named("commit group"));
        assertThat(group.parentId()).isEqualTo(commit.spanId());
        SeenSpan toDisk = only(spans, CLIENT, named("COMMIT"));
        SeenSpan transaction = only(spans, CLIENT, span -> span.spanId().equals(toDisk.parentId()));
        assertThat(transaction.name()).isEqualTo("TRANSACTION");
        assertThat(transaction.parentId()).isEqualTo(group.spanId());
        SeenSpan dispatch = only(spans, INTERNAL, named("dispatch"));
        assertThat(dispatch.parentId()).isEqualTo(served.spanId());
        SeenSpan order = only(spans, CLIENT, span -> span.parentId().equals(dispatch.spanId()));
        SeenSpan host = only(spans, SERVER, span -> span.service().startsWith("fleet "));
        assertThat(host.parentId()).isEqualTo(order.spanId());
        assertThat(host.name()).isEqualTo("POST /fleet/v1/commands");

        assertThat(spans.toString())
                .doesNotContain(region.tenant(0).key())
                .doesNotContain(region.file().internalSecret());
        Files.writeString(Path.of("target/one-trace.md"), table(spans));
    }

    @Test
    void aTraceTheClientDoesNotRecordReachesNoCollector(ObservedRegion region) {
        String quiet = traceId(2);
        String recorded = traceId(3);
        assertThat(region.send(launch(region, region.tenant(1), quiet, "00")).statusCode())
                .isEqualTo(201);
        assertThat(region.send(launch(region, region.tenant(1), recorded, "01")).statusCode())
                .isEqualTo(201);

        await(region, recorded, SPANS_OF_A_LAUNCH);

        assertThat(region.collector.trace(quiet)).isEmpty();
    }

    private static HttpRequest launch(ObservedRegion region, RegionFile.Tenant tenant, String trace, String flags) {
        return HttpRequest.newBuilder(region.file().router().url().resolve("/v1/instances"))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + tenant.key())
                .header("Content-Type", "application/json")
                .header("traceparent", "00-%s-%s-%s".formatted(trace, CLIENT_SPAN, flags))
                .POST(BodyPublishers.ofString(
                        "{\"instanceType\":\"c5.large\",\"minCount\":1,\"maxCount\":1,\"imageId\":\"ami-1\"}"))
                .build();
    }

    private static String traceId(long seed) {
        Random random = new Random(seed);
        return "%016x%016x".formatted(random.nextLong(), random.nextLong());
    }

    private List<SeenSpan> await(ObservedRegion region, String trace, int spans) {
        long deadline = clock.nanos() + PATIENCE.toNanos();
        while (region.collector.trace(trace).size() < spans && clock.nanos() < deadline) {
            clock.waitUntil(clock.nanos() + BETWEEN_LOOKS.toNanos());
        }
        assertThat(region.collector.trace(trace)).hasSizeGreaterThanOrEqualTo(spans);
        return region.collector.trace(trace);
    }

    private static Predicate<SeenSpan> named(String name) {
        return span -> span.name().equals(name);
    }

    private static SeenSpan only(List<SeenSpan> spans, SeenSpan.Kind kind, Predicate<SeenSpan> which) {
        List<SeenSpan> found =
                spans.stream().filter(span -> span.kind() == kind).filter(which).toList();
        assertThat(found).as("among %s", spans).hasSize(1);
        return found.getFirst();
    }

    private static String table(List<SeenSpan> spans) {
        long start = spans.getFirst().startNanos();
        Map<String, Integer> depths = new HashMap<>(Map.of(CLIENT_SPAN, -1));
        return "| span | process | kind | begins after | takes |\n| --- | --- | --- | --- | --- |\n"
                + spans.stream()
                        .map(span -> {
                            int depth = depths.getOrDefault(span.parentId(), 0) + 1;
                            depths.put(span.spanId(), depth);
                            return "| %s`%s` | %s | %s | %.1f ms | %.1f ms |"
                                    .formatted(
                                            "· ".repeat(depth),
                                            span.name(),
                                            span.service(),
                                            span.kind().name().toLowerCase(Locale.ROOT),
                                            (span.startNanos() - start) / 1e6,
                                            span.took().toNanos() / 1e6);
                        })
                        .collect(Collectors.joining("\n"))
                + "\n";
    }
}
