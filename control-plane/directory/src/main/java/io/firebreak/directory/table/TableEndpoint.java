package io.firebreak.directory.table;

import io.firebreak.directory.problem.ErrorCode;
import io.firebreak.directory.problem.Refusal;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /internal/v1/table}: the table for routers, by long poll. Who waits holds a virtual thread, nothing else. */
@RestController
class TableEndpoint {
    /** Longer than any router waits; load balancers in between tend to cut at a minute. */
    private static final int MAX_WAIT_SECONDS = 60;

    private final TablePublisher publisher;
    private final int maxWaiting;
    private final Semaphore waiting;

    TableEndpoint(TablePublisher publisher, TableSettings settings, MeterRegistry meters) {
        this.publisher = publisher;
        this.maxWaiting = settings.maxWaiting();
        this.waiting = new Semaphore(maxWaiting);
        Gauge.builder("firebreak.directory.table.waiting", this, TableEndpoint::waitingRouters)
                .description("Routers that wait for a newer table")
                .register(meters);
    }

    int waitingRouters() {
        return maxWaiting - waiting.availablePermits();
    }

    @GetMapping("/internal/v1/table")
    ResponseEntity<byte[]> table(
            @RequestParam(defaultValue = "0") long version, @RequestParam(defaultValue = "25") int waitSeconds)
            throws InterruptedException {
        if (waitSeconds < 0 || waitSeconds > MAX_WAIT_SECONDS) {
            throw new Refusal(
                    ErrorCode.INVALID_FIELD, "waitSeconds %d must be 0 to %d".formatted(waitSeconds, MAX_WAIT_SECONDS));
        }
        Optional<PublishedTable> atOnce = publisher.awaitNewerThan(version, Duration.ZERO);
        return atOnce.or(() -> await(version, Duration.ofSeconds(waitSeconds)))
                .map(table -> ResponseEntity.ok()
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(table.json()))
                .orElseGet(() -> ResponseEntity.status(HttpStatus.NOT_MODIFIED).build());
    }

    private Optional<PublishedTable> await(long version, Duration atMost) {
        if (!waiting.tryAcquire()) {
            throw new Refusal(ErrorCode.TOO_MANY_WAITING, "too many routers wait for a table; ask again in a second");
        }
        try {
            return publisher.awaitNewerThan(version, atMost);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            waiting.release();
        }
    }
}
