package io.firebreak.router.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.firebreak.router.cells.CellThatAnswers;
import io.firebreak.router.cells.CellThatAnswers.Answer;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** One cell of two nodes, of which one stalls; the router would wait 10 s for either. */
class NodeHedgeTest {
    private static final String INSTANCE = "/v1/instances/i-0001a41b22c90d1e5";
    private static final int ENOUGH_TO_KNOW_THE_LATENCY = 48;
    /** Of those that make the latency known. */
    private static final Duration LONGER_THAN_ANY_READ = Duration.ofSeconds(1);

    private final Stall stall = new Stall();

    @Test
    void asksAnotherNodeForAnInstanceWhenTheFirstTakesLongerThanNearlyAll() {
        try (CellThatAnswers one = new CellThatAnswers("cell-1");
                CellThatAnswers two = new CellThatAnswers("cell-1");
                RouterUnderTest router = inFrontOf(one, two).start()) {
            warm(router);
            two.becomes(request -> Answer.of(200, "{\"node\":2}"));
            stall.reach(one);
            while (stall.calls() == 0) {
                HttpResponse<String> read = router.get("t-1", INSTANCE);
                assertThat(read.statusCode()).isEqualTo(200);
                assertThat(read.body()).contains("\"node\":2");
            }
            stall.end();
            assertThat(router.hedges()).isPositive();
        }
    }

    @Test
    void sendsWhatChangesAnInstanceToOneNodeOnly() {
        try (CellThatAnswers one = new CellThatAnswers("cell-1");
                CellThatAnswers two = new CellThatAnswers("cell-1");
                RouterUnderTest router = inFrontOf(one, two).start()) {
            warm(router);
            double before = router.hedges();
            int seen = one.seen().size() + two.seen().size();
            for (int i = 0; i < 50; i++) {
                router.delete("t-1", INSTANCE);
                router.post("t-1", INSTANCE + ":reboot", "");
            }
            assertThat(router.hedges()).isEqualTo(before);
            assertThat(one.seen().size() + two.seen().size()).isEqualTo(seen + 100);
        }
    }

    /** The body can be sent once, so a second node would get the head alone. */
    @Test
    void sendsAnUploadToOneNodeOnly() throws Exception {
        try (CellThatAnswers one = new CellThatAnswers("cell-1");
                CellThatAnswers two = new CellThatAnswers("cell-1");
                RouterUnderTest router = inFrontOf(one, two).takingUploads().start()) {
            warm(router);
            double before = router.hedges();
            stall.reach(one);
            stall.reach(two);
            CompletableFuture<HttpResponse<String>> read =
                    CompletableFuture.supplyAsync(() -> router.getWithUpload("t-1", INSTANCE));
            await().until(() -> stall.calls() == 1);
            await().during(LONGER_THAN_ANY_READ)
                    .untilAsserted(() -> assertThat(router.hedges()).isEqualTo(before));
            stall.end();
            assertThat(read.get(Stall.PATIENCE.toSeconds(), TimeUnit.SECONDS).statusCode())
                    .isEqualTo(200);
            assertThat(stall.calls()).isEqualTo(1);
        }
    }

    @Test
    void waitsWhenTheBudgetPaysForNothing() {
        try (CellThatAnswers one = new CellThatAnswers("cell-1");
                CellThatAnswers two = new CellThatAnswers("cell-1");
                RouterUnderTest router = inFrontOf(one, two).withoutRetries().start()) {
            warm(router);
            for (int i = 0; i < 100; i++) {
                assertThat(router.get("t-1", INSTANCE).statusCode()).isEqualTo(200);
            }
            assertThat(router.hedges()).isZero();
            assertThat(one.seen().size() + two.seen().size()).isEqualTo(ENOUGH_TO_KNOW_THE_LATENCY + 100);
        }
    }

    private static void warm(RouterUnderTest router) {
        for (int i = 0; i < ENOUGH_TO_KNOW_THE_LATENCY; i++) {
            router.get("t-1", INSTANCE);
        }
    }

    private static RouterUnderTest.Region inFrontOf(CellThatAnswers one, CellThatAnswers two) {
        return RouterUnderTest.region()
                .cell(1, one, two)
                .tenant("t-1", 1)
                .attempt(Stall.PATIENCE)
                .budget(Stall.PATIENCE);
    }
}
