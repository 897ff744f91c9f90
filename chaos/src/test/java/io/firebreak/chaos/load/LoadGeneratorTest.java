package io.firebreak.chaos.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.assigner.TenantId;
import io.firebreak.chaos.gameday.GameDay.LoadShape;
import io.firebreak.chaos.gameday.GameDay.Mix;
import io.firebreak.chaos.gameday.GameDay.Rate;
import io.firebreak.chaos.measure.AcknowledgedLaunch;
import io.firebreak.chaos.measure.Ending;
import io.firebreak.chaos.measure.InstanceId;
import io.firebreak.chaos.measure.IntentKind;
import io.firebreak.chaos.measure.IntentOutcome;
import io.firebreak.chaos.measure.Ledger;
import io.firebreak.chaos.measure.OutcomeLog;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Against a real HTTP server, by the machine's clock: only order and counts are asserted, never speed. */
class LoadGeneratorTest {
    private static final Mix ALL_KINDS = new Mix(0.4, 0.3, 0.2, 0.1);
    private static final Mix LAUNCHES = new Mix(1, 0, 0, 0);
    private static final Mix LISTS = new Mix(0, 1, 0, 0);

    private final OutcomeLog log = new OutcomeLog();
    private final Ledger ledger = new Ledger();

    private LoadGenerator generator(RouterStub router, double rate, int tenants, int target, Mix mix) {
        List<LoadTenant> all = IntStream.rangeClosed(1, tenants)
                .mapToObj(number -> new LoadTenant(new TenantId("t-" + number), "key-" + number))
                .toList();
        LoadShape load = new LoadShape(new Rate(rate), target, mix);
        return new LoadGenerator(
                load,
                Duration.ZERO,
                all,
                List.of(router.url()),
                1,
                "test",
                log,
                ledger,
                NanoClock.system(),
                HttpClient.newBuilder());
    }

    private List<IntentOutcome> run(RouterStub router, double rate, int tenants, int target, Mix mix, Duration time) {
        try (LoadGenerator load = generator(router, rate, tenants, target, mix)) {
            load.start();
            load.waitUntil(time.toNanos());
        }
        return log.soFar();
    }

    @Test
    void startsEveryScheduledIntentOnceWithItsTenantsKey() {
        try (RouterStub router = new RouterStub(RouterStub::serve)) {
            List<IntentOutcome> outcomes = run(router, 200, 10, 1_000, LAUNCHES, Duration.ofSeconds(1));
            assertThat(outcomes).hasSizeBetween(195, 202).allMatch(outcome -> outcome.ending() == Ending.SUCCEEDED);
            assertThat(router.asked()).hasSameSizeAs(outcomes);
            assertThat(router.asked().stream().map(RouterStub.Asked::token).distinct())
                    .hasSameSizeAs(outcomes);
            assertThat(router.asked()).allMatch(asked -> asked.key().startsWith("Bearer key-"));
        }
    }

    @Test
    void goesOnStartingWhileNothingIsAnswered() throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        try (RouterStub router = new RouterStub((exchange, _, _) -> {
            end.await();
            exchange.close();
        })) {
            try (LoadGenerator load = generator(router, 100, 10, 10, LISTS)) {
                load.start();
                load.waitUntil(Duration.ofMillis(500).toNanos());
                assertThat(router.asked()).hasSizeGreaterThan(35);
                assertThat(load.completeUntilNanos()).isZero();
            }
            assertThat(log.soFar()).hasSizeGreaterThan(45).allMatch(outcome -> outcome.ending() == Ending.TIMED_OUT);
            assertThat(log.soFar()).allMatch(outcome -> outcome.attempts() == 3);
        } finally {
            end.countDown();
        }
    }

    @Test
    void countsLatencyFromTheScheduledStart() {
        try (RouterStub router = new RouterStub((exchange, asked, turn) -> {
            Thread.sleep(50);
            RouterStub.serve(exchange, asked, turn);
        })) {
            List<IntentOutcome> outcomes = run(router, 50, 5, 10, LISTS, Duration.ofMillis(500));
            assertThat(outcomes).isNotEmpty().allMatch(outcome -> outcome.latencyNanos() >= 50_000_000L);
            assertThat(outcomes).allMatch(outcome -> outcome.lagNanos() >= 0);
        }
    }

    @Test
    void triesALaunchAgainWithTheSameTokenWhenItsFirstAnswerIsLost() {
        try (RouterStub router = new RouterStub((exchange, asked, turn) -> {
            if (turn % 2 == 1) {
                exchange.close();
            } else {
                RouterStub.serve(exchange, asked, turn);
            }
        })) {
            List<IntentOutcome> outcomes = run(router, 5, 1, 10, LAUNCHES, Duration.ofMillis(900));
            assertThat(outcomes).isNotEmpty().allMatch(outcome -> outcome.ending() == Ending.SUCCEEDED);
            Map<String, Long> tokens = router.asked().stream()
                    .collect(Collectors.groupingBy(RouterStub.Asked::token, Collectors.counting()));
            assertThat(tokens.values()).anyMatch(times -> times > 1);
        }
    }

    @Test
    void keepsTheLedgerOfWhatItWasToldAndAskedFor() {
        try (RouterStub router = new RouterStub(RouterStub::serve)) {
            run(router, 200, 2, 5, ALL_KINDS, Duration.ofSeconds(1));
            List<InstanceId> launched = ledger.launches().stream()
                    .flatMap(launch -> launch.instances().stream())
                    .toList();
            List<String> deleted = router.asked().stream()
                    .filter(asked -> asked.method().equals("DELETE"))
                    .map(RouterStub.Asked::path)
                    .toList();
            assertThat(launched).hasSizeGreaterThan(60).doesNotHaveDuplicates();
            assertThat(ledger.launches()).allMatch(AcknowledgedLaunch::settled);
            assertThat(deleted).isNotEmpty();
            assertThat(launched.stream().filter(ledger::wasTerminateAsked).map(id -> "/v1/instances/" + id))
                    .containsExactlyInAnyOrderElementsOf(deleted);
            assertThat(launched.size() - deleted.size()).isLessThan(2 * (5 + 20));
        }
    }

    @Test
    void marksPartialListsAsGoodAndPartial() {
        try (RouterStub router = new RouterStub(
                (exchange, _, _) -> RouterStub.reply(exchange, 200, "{\"instances\":[],\"partial\":true}"))) {
            List<IntentOutcome> outcomes = run(router, 50, 1, 10, LISTS, Duration.ofMillis(300));
            assertThat(outcomes)
                    .isNotEmpty()
                    .allMatch(outcome -> outcome.partial() && outcome.ending() == Ending.SUCCEEDED);
        }
    }

    @Test
    void sendsNothingForATenantThatIsHeld() {
        try (RouterStub router = new RouterStub(RouterStub::serve)) {
            try (LoadGenerator load = generator(router, 200, 2, 10, LISTS)) {
                load.hold(new TenantId("t-1"));
                load.start();
                load.waitUntil(Duration.ofMillis(300).toNanos());
                assertThat(log.soFar()).noneMatch(outcome -> outcome.tenant().equals(new TenantId("t-1")));
                load.release(new TenantId("t-1"));
                load.waitUntil(Duration.ofMillis(600).toNanos());
            }
            assertThat(log.soFar()).anyMatch(outcome -> outcome.tenant().equals(new TenantId("t-1")));
        }
    }

    @Test
    void recordsAnUnreadableAnswerAsRefused() {
        try (RouterStub router = new RouterStub((exchange, _, _) -> RouterStub.reply(exchange, 201, "no json"))) {
            List<IntentOutcome> outcomes = run(router, 20, 1, 10, LAUNCHES, Duration.ofMillis(200));
            assertThat(outcomes).isNotEmpty().allMatch(outcome -> outcome.ending() == Ending.REFUSED);
            assertThat(outcomes).allMatch(outcome -> outcome.kind() == IntentKind.LAUNCH);
        }
    }

    @Test
    void recordsStartsItGaveUpAsNotSent() throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        try (RouterStub router = new RouterStub((exchange, _, _) -> {
            end.await();
            exchange.close();
        })) {
            int tooMany = LoadGenerator.MOST_IN_FLIGHT + 500;
            try (LoadGenerator load = generator(router, tooMany, 10, 10, LISTS)) {
                load.start();
                load.waitUntil(Duration.ofSeconds(1).toNanos());
            }
            assertThat(log.soFar()).anyMatch(outcome -> outcome.ending() == Ending.NOT_SENT && outcome.attempts() == 0);
        } finally {
            end.countDown();
        }
    }
}
