package io.firebreak.router.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.assigner.TenantId;
import io.firebreak.router.cells.CellThatAnswers;
import io.firebreak.router.cells.CellThatAnswers.Answer;
import io.firebreak.router.cells.CellWithNewerEpoch;
import io.firebreak.router.cells.FakeCell;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

class EpochTest {
    @Test
    void takesANewerShardOverFromACellAndRoutesOnceMore() {
        List<String> shard = List.of("cell-2");
        try (FakeCell old = new CellWithNewerEpoch("cell-1", 2, shard);
                FakeCell fresh = new CellWithNewerEpoch("cell-2", 2, shard);
                RouterUnderTest router = RouterUnderTest.region()
                        .cell(1, old)
                        .cell(2, fresh)
                        .tenant("t-1", 1)
                        .start()) {
            assertThat(router.launch("t-1", "token").body()).contains("cell-2");
            assertThat(old.seen()).hasSize(1);

            assertThat(router.launch("t-1", "token").body()).contains("cell-2");
            assertThat(old.seen()).hasSize(1);
            assertThat(router.tables
                            .current()
                            .orElseThrow()
                            .routesOf(new TenantId("t-1"))
                            .orElseThrow()
                            .epoch())
                    .isEqualTo(2);
        }
    }

    @Test
    void routesAListAgainToo() {
        try (CellThatAnswers one = listingAtEpoch2();
                CellThatAnswers two = listingAtEpoch2();
                RouterUnderTest router = RouterUnderTest.region()
                        .cell(1, one)
                        .cell(2, two)
                        .tenant("t-1", 1, 2)
                        .start()) {
            HttpResponse<String> response = router.get("t-1", "/v1/instances");
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).contains("\"partial\":false");
        }
    }

    @Test
    void asksNoThirdTimeWhenTheCellStillDisagrees() {
        try (CellThatAnswers stubborn = new CellThatAnswers(request -> Answer.of(
                        421,
                        "{\"code\":\"WRONG_EPOCH\",\"epoch\":%d,\"cells\":[\"cell-1\"]}"
                                .formatted(Long.parseLong(String.valueOf(request.header("Firebreak-Epoch"))) + 1)));
                RouterUnderTest router = RouterUnderTest.region()
                        .cell(1, stubborn)
                        .tenant("t-1", 1)
                        .start()) {
            HttpResponse<String> response = router.launch("t-1", "token");
            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.headers().firstValue("Retry-After")).isPresent();
            assertThat(stubborn.seen()).hasSize(2);
        }
    }

    @Test
    void ignoresAShardWithACellItDoesNotKnow() {
        try (FakeCell old = new CellWithNewerEpoch("cell-1", 2, List.of("cell-9"));
                RouterUnderTest router =
                        RouterUnderTest.region().cell(1, old).tenant("t-1", 1).start()) {
            assertThat(router.launch("t-1", "token").statusCode()).isEqualTo(503);
            assertThat(old.seen()).hasSize(1);
        }
    }

    private static CellThatAnswers listingAtEpoch2() {
        return new CellThatAnswers(request -> "2".equals(request.header("Firebreak-Epoch"))
                ? Answer.of(200, "{\"instances\":[],\"nextCursor\":null}")
                : Answer.of(421, "{\"code\":\"WRONG_EPOCH\",\"epoch\":2,\"cells\":[\"cell-1\",\"cell-2\"]}"));
    }
}
