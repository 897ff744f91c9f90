package io.firebreak.router.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.assigner.CellState;
import io.firebreak.router.cells.CellThatAnswers;
import io.firebreak.router.cells.CellThatAnswers.Answer;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A tenant that moves from cell-1 and cell-2 to cell-2 and cell-3. */
class MoveTest {
    private static final List<String> FROM = List.of("cell-1", "cell-2");
    private static final List<String> TO = List.of("cell-2", "cell-3");
    private static final String IN_CELL_1 = "/v1/instances/i-0001a41b22c90d1e5";

    @Test
    void launchesOnlyInTheNewShard() {
        try (CellThatAnswers left = listing(1);
                CellThatAnswers kept = listing(2);
                CellThatAnswers joined = listing(3);
                RouterUnderTest router = moving(left, kept, joined).start()) {
            for (int i = 0; i < 40; i++) {
                assertThat(router.launch("t-1", "token-" + i).statusCode()).isEqualTo(200);
            }
            assertThat(left.seen()).isEmpty();
            assertThat(kept.seen()).isNotEmpty();
            assertThat(joined.seen()).isNotEmpty();
        }
    }

    @Test
    void listsAndFindsByIdInTheOldCellsToo() {
        try (CellThatAnswers left = listing(1);
                CellThatAnswers kept = listing(2);
                CellThatAnswers joined = listing(3);
                RouterUnderTest router = moving(left, kept, joined).start()) {
            HttpResponse<String> list = router.get("t-1", "/v1/instances");
            assertThat(list.body()).contains("i-0001", "i-0002", "i-0003", "\"partial\":false");

            assertThat(router.get("t-1", IN_CELL_1).statusCode()).isEqualTo(200);
            assertThat(router.delete("t-1", IN_CELL_1).statusCode()).isEqualTo(200);
            assertThat(left.seen()).hasSize(3);
            assertThat(left.seen()).allMatch(request -> "2".equals(request.header("Firebreak-Epoch")));
        }
    }

    @Test
    void namesAnOldCellThatDoesNotAnswer() {
        try (CellThatAnswers kept = listing(2);
                CellThatAnswers joined = listing(3);
                RouterUnderTest router = RouterUnderTest.region()
                        .cell(1, CellState.OUT)
                        .cell(2, kept)
                        .cell(3, joined)
                        .moving("t-1", FROM, TO)
                        .start()) {
            assertThat(router.get("t-1", "/v1/instances").body())
                    .contains("\"partial\":true", "\"unreachableCells\":[\"cell-1\"]");
            assertThat(router.get("t-1", IN_CELL_1).statusCode()).isEqualTo(503);
        }
    }

    @Test
    void learnsOldAndNewCellsFromA421() {
        try (CellThatAnswers left = atEpoch2(1);
                CellThatAnswers kept = atEpoch2(2);
                CellThatAnswers joined = atEpoch2(3);
                RouterUnderTest router = RouterUnderTest.region()
                        .cell(1, left)
                        .cell(2, kept)
                        .cell(3, joined)
                        .tenant("t-1", 1, 2)
                        .start()) {
            assertThat(router.get("t-1", "/v1/instances").body())
                    .contains("i-0001", "i-0002", "i-0003", "\"partial\":false");
            left.seen().clear();
            for (int i = 0; i < 20; i++) {
                assertThat(router.launch("t-1", "token-" + i).statusCode()).isEqualTo(200);
            }
            assertThat(left.seen()).isEmpty();
            assertThat(router.get("t-1", IN_CELL_1).statusCode()).isEqualTo(200);
        }
    }

    private static RouterUnderTest.Region moving(CellThatAnswers left, CellThatAnswers kept, CellThatAnswers joined) {
        return RouterUnderTest.region()
                .cell(1, left)
                .cell(2, kept)
                .cell(3, joined)
                .moving("t-1", FROM, TO);
    }

    private static CellThatAnswers listing(int cell) {
        return new CellThatAnswers(request -> answer(cell));
    }

    private static CellThatAnswers atEpoch2(int cell) {
        return new CellThatAnswers(
                request -> "2".equals(request.header("Firebreak-Epoch"))
                        ? answer(cell)
                        : Answer.of(
                                421,
                                "{\"code\":\"WRONG_EPOCH\",\"epoch\":2,\"cells\":[\"cell-2\",\"cell-3\"],\"formerCells\":[\"cell-1\",\"cell-2\"]}"));
    }

    private static Answer answer(int cell) {
        return Answer.of(
                200,
                "{\"instances\":[{\"id\":\"i-%04xa41b22c90d1e5\",\"launchTime\":\"2026-01-01T00:00:0%d.000000Z\"}],\"nextCursor\":null}"
                        .formatted(cell, cell));
    }
}
