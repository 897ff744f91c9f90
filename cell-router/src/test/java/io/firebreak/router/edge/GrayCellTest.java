package io.firebreak.router.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.router.cells.CellThatAnswers;
import io.firebreak.router.cells.CellThatAnswers.Answer;
import io.firebreak.router.cells.CellThatStalls;
import io.firebreak.router.cells.FakeCell;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Cells that are neither well nor dead, behind real sockets and with a breaker that never opens. */
class GrayCellTest {
    private static final String TOKEN = FailoverTest.tokenWhoseArbiterIs("cell-1");
    private static final String OWNED = "/v1/instances/i-0001a41b22c90d1e5";

    @Test
    void leavesACellThatAnswersThreeCallsOfTenWith500AndFailsNoLaunch() {
        Random luck = new Random(3);
        try (CellThatAnswers gray = new CellThatAnswers(
                        request -> luck.nextInt(10) < 3 ? Answer.problem(500, "DEFECT") : Answer.of(200, "{}"));
                CellThatAnswers well = new CellThatAnswers("cell-2");
                RouterUnderTest router = inFrontOf(gray, well).start()) {
            for (int i = 0; i < 200; i++) {
                assertThat(router.launch("t-1", TOKEN).statusCode()).isEqualTo(200);
            }
            assertThat(gray.seen().size()).isBetween(4, 25);
        }
    }

    @Test
    void leavesACellThatStallsAfterFourCalls() {
        try (FakeCell stalled = new CellThatStalls();
                CellThatAnswers well = new CellThatAnswers("cell-2");
                RouterUnderTest router =
                        inFrontOf(stalled, well).attempt(Duration.ofMillis(500)).start()) {
            for (int i = 0; i < 50; i++) {
                assertThat(router.launch("t-1", TOKEN).statusCode()).isEqualTo(200);
            }
            assertThat(stalled.seen()).hasSize(4);
        }
    }

    @Test
    void stillAsksAGrayCellForWhatOnlyItCanAnswer() {
        AtomicInteger calls = new AtomicInteger();
        try (CellThatAnswers gray = new CellThatAnswers(request ->
                        calls.incrementAndGet() <= 4 ? Answer.problem(500, "DEFECT") : Answer.of(200, "{\"mine\":1}"));
                CellThatAnswers well = new CellThatAnswers("cell-2");
                RouterUnderTest router = inFrontOf(gray, well).start()) {
            for (int i = 0; i < 10; i++) {
                assertThat(router.launch("t-1", TOKEN).statusCode()).isEqualTo(200);
            }
            assertThat(gray.seen()).hasSize(4);
            assertThat(router.get("t-1", OWNED).body()).contains("mine");
        }
    }

    @Test
    void leavesAGrayNodeAndNotItsCell() {
        Random luck = new Random(3);
        try (CellThatAnswers gray = new CellThatAnswers(
                        request -> luck.nextInt(10) < 3 ? Answer.problem(500, "DEFECT") : Answer.of(200, "{}"));
                CellThatAnswers well = new CellThatAnswers("cell-1");
                CellThatAnswers other = new CellThatAnswers("cell-2");
                RouterUnderTest router = RouterUnderTest.region()
                        .cell(1, gray, well)
                        .cell(2, other)
                        .tenant("t-1", 1, 2)
                        .attempt(Duration.ofSeconds(5))
                        .budget(Duration.ofSeconds(9))
                        .avoidingGrayCellsFor(Duration.ofMinutes(5))
                        .start()) {
            for (int i = 0; i < 400; i++) {
                assertThat(router.launch("t-1", TOKEN).statusCode()).isEqualTo(200);
            }
            assertThat(gray.seen().size()).isBetween(4, 60);
            assertThat(other.seen()).hasSizeLessThan(20);
            assertThat(well.seen()).hasSizeGreaterThan(300);
        }
    }

    @Test
    void tellsACellHowLongItsAnswerIsWaitedFor() {
        try (CellThatAnswers one = new CellThatAnswers("cell-1");
                CellThatAnswers two = new CellThatAnswers("cell-2");
                RouterUnderTest router =
                        inFrontOf(one, two).attempt(Duration.ofMillis(250)).start()) {
            router.launch("t-1", TOKEN);
            assertThat(one.seen().getFirst().header("Firebreak-Deadline-Millis"))
                    .isEqualTo("250");
        }
    }

    private static RouterUnderTest.Region inFrontOf(FakeCell one, FakeCell two) {
        return RouterUnderTest.region()
                .cell(1, one)
                .cell(2, two)
                .tenant("t-1", 1, 2)
                .attempt(Duration.ofSeconds(5))
                .budget(Duration.ofSeconds(9))
                .avoidingGrayCellsFor(Duration.ofMinutes(5));
    }
}
