package io.firebreak.router.accesslog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.firebreak.assigner.TenantId;
import io.firebreak.router.accesslog.AccessLogSettings.Target;
import io.firebreak.router.forwarding.CallTrail;
import io.firebreak.router.routing.RequestKind;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class AccessLogTest {
    private final MockClock clock = new MockClock();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void tellsWhatBecameOfARequestAndNeitherItsKeyNorItsQuery() {
        Lines lines = new Lines();
        try (AccessLog log = started(settings(1, 100, 100), lines)) {
            CallTrail trail = trail("/v1/instances?tag.name=secret");
            trail.of(new TenantId("t-1"));
            trail.understood(RequestKind.LIST);
            trail.inTrace("0af7651916cd43dd8448eb211c80319c");
            trail.received(12);
            trail.answered(200, 34);
            clock.add(Duration.ofMillis(5));
            log.ended(trail, true);
        }
        assertThat(lines.written)
                .containsExactly("{\"time\":\"1970-01-01T00:00:00.006Z\",\"requestId\":\"r-1\","
                        + "\"traceId\":\"0af7651916cd43dd8448eb211c80319c\",\"tenant\":\"t-1\",\"method\":\"GET\","
                        + "\"kind\":\"list\",\"path\":\"/v1/instances\",\"status\":200,\"attempts\":0,\"hedged\":false,"
                        + "\"bytesIn\":12,\"bytesOut\":34,\"durationMillis\":5.0,\"outcome\":\"ok\"}");
    }

    @Test
    void samplesGoodAnswersAndTakesEveryFailureAndSlowOne() {
        Lines lines = new Lines();
        try (AccessLog log = started(settings(10, 1_000, 1_000), lines)) {
            for (int i = 0; i < 100; i++) {
                end(log, 200, true, Duration.ZERO);
                end(log, 404, true, Duration.ZERO);
            }
            for (int i = 0; i < 7; i++) {
                end(log, 503, true, Duration.ZERO);
                end(log, 429, true, Duration.ZERO);
                end(log, 200, false, Duration.ZERO);
                end(log, 200, true, Duration.ofMillis(500));
            }
        }
        assertThat(lines.written).hasSize(200 / 10 + 4 * 7);
    }

    @Test
    void writesNoMoreThanSoManyLinesASecondAndCountsTheRest() {
        Lines lines = new Lines();
        try (AccessLog log = started(settings(1, 5, 100), lines)) {
            for (int i = 0; i < 8; i++) {
                end(log, 503, true, Duration.ZERO);
            }
            clock.add(Duration.ofSeconds(1));
            end(log, 503, true, Duration.ZERO);
        }
        assertThat(lines.written).hasSize(6);
        assertThat(count("dropped_over_rate")).isEqualTo(3);
        assertThat(count("written")).isEqualTo(6);
    }

    @Test
    void dropsLinesRatherThanWaitForADiskThatStalls() {
        StalledLines stalled = new StalledLines();
        try (AccessLog log = started(settings(1, 100, 3), stalled)) {
            end(log, 200, true, Duration.ZERO);
            await().until(() -> stalled.reached.getCount() == 0);
            for (int i = 0; i < 5; i++) {
                end(log, 200, true, Duration.ZERO);
            }
            assertThat(count("dropped_queue_full")).isEqualTo(2);
            stalled.released.countDown();
        }
        assertThat(count("written")).isEqualTo(4);
    }

    @Test
    void putsAFullFileAsideAndKeepsNoMoreThanItMay(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("access.json");
        AccessLogSettings small = new AccessLogSettings(
                Target.FILE, file, 1, Duration.ofSeconds(1), 100_000, 100_000, DataSize.ofKilobytes(1), 2);
        try (LineSink sink = LineSink.file(file, small, Duration.ZERO)) {
            for (int i = 0; i < 500; i++) {
                sink.write("a line of thirty characters :-)");
            }
        }
        assertThat(file.resolveSibling("access.json.1")).content().startsWith("a line of thirty characters :-)\n");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(it -> it.getFileName().toString()))
                    .containsExactlyInAnyOrder("access.json", "access.json.1", "access.json.2");
        }
    }

    private AccessLog started(AccessLogSettings settings, LineSink lines) {
        AccessLog log = new AccessLog(settings, Optional.of(lines), clock, meters);
        log.start();
        return log;
    }

    private void end(AccessLog log, int status, boolean delivered, Duration took) {
        CallTrail trail = trail("/");
        trail.answered(status, 0);
        clock.add(took);
        log.ended(trail, delivered);
    }

    private CallTrail trail(String uri) {
        return new CallTrail("r-1", "GET", uri, clock.monotonicTime());
    }

    private double count(String result) {
        return meters.counter("firebreak.router.access.log.lines", "result", result)
                .count();
    }

    private static AccessLogSettings settings(int oneIn, int perSecond, int queue) {
        return new AccessLogSettings(
                Target.STDOUT, null, oneIn, Duration.ofMillis(500), perSecond, queue, DataSize.ofMegabytes(1), 1);
    }

    private static class Lines implements LineSink {
        final Queue<String> written = new ConcurrentLinkedQueue<>();

        @Override
        public void write(String line) {
            written.add(line);
        }

        @Override
        public void close() {
            // nothing is held
        }
    }

    private static final class StalledLines extends Lines {
        final CountDownLatch reached = new CountDownLatch(1);
        final CountDownLatch released = new CountDownLatch(1);

        @Override
        public void write(String line) {
            reached.countDown();
            boolean interrupted = false;
            while (released.getCount() > 0) {
                try {
                    released.await();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            super.write(line);
        }
    }
}
