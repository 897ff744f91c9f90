package io.firebreak.directory.table;

import io.firebreak.directory.problem.ErrorCode;
import io.firebreak.directory.problem.Refusal;
import io.firebreak.directory.revision.TableRevision;
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
import tools.jackson.databind.json.JsonMapper;

/** {@code GET /internal/v1/table}: the table for routers, by long poll. Who waits holds a virtual thread, nothing else. */
@RestController
class TableEndpoint {
    /** Longer than any router waits; load balancers in between tend to cut at a minute. */
    private static final int MAX_WAIT_SECONDS = 60;

    /** Says that a router's revision is none of this record's history: what comes counts instead, whatever its version. */
    private static final String INSTEAD_OF = "Firebreak-Table-Instead-Of";

    private final TablePublisher publisher;
    private final JsonMapper json;
    private final int maxWaiting;
    private final Semaphore waiting;

    TableEndpoint(TablePublisher publisher, JsonMapper json, TableSettings settings, MeterRegistry meters) {
        this.publisher = publisher;
        this.json = json;
        this.maxWaiting = settings.maxWaiting();
        this.waiting = new Semaphore(maxWaiting);
        Gauge.builder("firebreak.directory.table.waiting", this, TableEndpoint::waitingRouters)
                .description("Routers that wait for a newer table")
                .register(meters);
    }

    int waitingRouters() {
        return maxWaiting - waiting.availablePermits();
    }

    /**
     * What is newer than what a router has.
     *
     * @param version for routers that take whole tables only
     * @param since the revision a router has; then it gets what changed, or all when that is too much
     */
    @GetMapping("/internal/v1/table")
    ResponseEntity<byte[]> table(
            @RequestParam(defaultValue = "0") long version,
            @RequestParam(defaultValue = "") String since,
            @RequestParam(defaultValue = "25") int waitSeconds)
            throws InterruptedException {
        if (waitSeconds < 0 || waitSeconds > MAX_WAIT_SECONDS) {
            throw new Refusal(
                    ErrorCode.INVALID_FIELD, "waitSeconds %d must be 0 to %d".formatted(waitSeconds, MAX_WAIT_SECONDS));
        }
        Poll poll = since.isEmpty()
                ? atMost -> publisher.awaitNewerThan(version, atMost)
                : pollSince(TableRevision.parse(since)
                        .orElseThrow(() -> new Refusal(
                                ErrorCode.INVALID_FIELD,
                                "since '%s' must be the revision of a table, <version>.<mark>".formatted(since))));
        Optional<TablePublisher.News> atOnce = poll.within(Duration.ZERO);
        return atOnce.or(() -> await(poll, Duration.ofSeconds(waitSeconds)))
                .map(news -> answer(news, since))
                .orElseGet(() -> ResponseEntity.status(HttpStatus.NOT_MODIFIED).build());
    }

    private interface Poll {
        Optional<TablePublisher.News> within(Duration atMost) throws InterruptedException;
    }

    private Poll pollSince(TableRevision router) {
        return atMost -> publisher.awaitChangesSince(router, atMost);
    }

    private ResponseEntity<byte[]> answer(TablePublisher.News news, String since) {
        ResponseEntity.BodyBuilder ok = ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON);
        return switch (news) {
            case TablePublisher.News.Changed(TableChanges changes) -> ok.body(json.writeValueAsBytes(changes));
            case TablePublisher.News.Whole(PublishedTable table, boolean insteadOfTheirs) ->
                (insteadOfTheirs ? ok.header(INSTEAD_OF, since) : ok).body(table.json());
        };
    }

    private Optional<TablePublisher.News> await(Poll poll, Duration atMost) {
        if (!waiting.tryAcquire()) {
            throw new Refusal(ErrorCode.TOO_MANY_WAITING, "too many routers wait for a table; ask again in a second");
        }
        try {
            return poll.within(atMost);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            waiting.release();
        }
    }
}
