package io.firebreak.router.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.firebreak.router.cells.CellThatAnswers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A cell that is well until it stalls, and one that is well throughout; the router would wait 10 s for either. */
class HedgedReadTest {
    private static final int ENOUGH_TO_KNOW_THE_LATENCY = 48;
    /** Of those that make the latency known. */
    private static final Duration LONGER_THAN_ANY_READ = Duration.ofSeconds(1);

    private final Stall stall = new Stall();

    @Test
    void asksAnotherCellForAReadThatTakesLongerThanNearlyAll() {
        try (CellThatAnswers one = new CellThatAnswers("cell-1");
                CellThatAnswers two = new CellThatAnswers("cell-2");
                RouterUnderTest router = inFrontOf(one, two).start()) {
            warm(router);
            stall.reach(one);
            while (stall.calls() == 0) {
                HttpResponse<String> read = router.get("t-1", "/v1/shard");
                assertThat(read.statusCode()).isEqualTo(200);
                assertThat(read.body()).contains("cell-2");
            }
            stall.end();

            assertThat(router.hedges()).isPositive();
            assertThat(router.meters.find("firebreak.router.retries").counters())
                    .isEmpty();
        }
    }

    @Test
    void asksNobodyElseForWhatOnlyOneCellHoldsOrForALaunch() {
        try (CellThatAnswers one = new CellThatAnswers("cell-1");
                CellThatAnswers two = new CellThatAnswers("cell-2");
                RouterUnderTest router = inFrontOf(one, two).start()) {
            warm(router);
            double before = router.hedges();
            int seenByTwo = two.seen().size();
            for (int i = 0; i < 50; i++) {
                router.launch("t-1", FailoverTest.tokenWhoseArbiterIs("cell-1"));
                router.get("t-1", "/v1/instances/i-0001a41b22c90d1e5");
            }
            assertThat(router.hedges()).isEqualTo(before);
            assertThat(two.seen()).hasSize(seenByTwo);
        }
    }

    /** The body can be sent once, so a second cell would get the head alone. */
    @Test
    void sendsAnUploadToOneCellOnly() throws Exception {
        try (CellThatAnswers one = new CellThatAnswers("cell-1");
                CellThatAnswers two = new CellThatAnswers("cell-2");
                RouterUnderTest router = inFrontOf(one, two).takingUploads().start()) {
            warm(router);
            double before = router.hedges();
            stall.reach(one);
            stall.reach(two);
            CompletableFuture<HttpResponse<String>> read =
                    CompletableFuture.supplyAsync(() -> router.getWithUpload("t-1", "/v1/shard"));
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
                CellThatAnswers two = new CellThatAnswers("cell-2");
                RouterUnderTest router = inFrontOf(one, two).withoutRetries().start()) {
            warm(router);
            for (int i = 0; i < 100; i++) {
                assertThat(router.get("t-1", "/v1/shard").statusCode()).isEqualTo(200);
            }
            assertThat(router.hedges()).isZero();
            assertThat(one.seen().size() + two.seen().size()).isEqualTo(ENOUGH_TO_KNOW_THE_LATENCY + 100);
        }
    }

    private static void warm(RouterUnderTest router) {
        for (int i = 0; i < ENOUGH_TO_KNOW_THE_LATENCY; i++) {
            router.get("t-1", "/v1/shard");
        }
    }

    private static RouterUnderTest.Region inFrontOf(CellThatAnswers one, CellThatAnswers two) {
        return RouterUnderTest.region()
                .cell(1, one)
                .cell(2, two)
                .tenant("t-1", 1, 2)
                .attempt(Stall.PATIENCE)
                .budget(Stall.PATIENCE);
    }
}
