package io.firebreak.router.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.router.cells.CellThatAnswers;
import io.firebreak.router.cells.CellThatAnswers.Answer;
import io.firebreak.router.cells.CellThatRefusesConnections;
import io.firebreak.router.cells.FakeCell;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** Placement groups are in every cell of the shard, since a launch may go to any. */
class EveryMemberTest {
    private static final String GROUP = "{\"name\":\"web\",\"strategy\":\"spread\"}";

    @Test
    void createsAndDeletesAGroupInEveryCellOfTheShardAndNowhereElse() {
        try (CellThatAnswers one = new CellThatAnswers("cell-1");
                CellThatAnswers two = new CellThatAnswers("cell-2");
                CellThatAnswers outside = new CellThatAnswers("cell-3");
                RouterUnderTest router = RouterUnderTest.region()
                        .cell(1, one)
                        .cell(2, two)
                        .cell(3, outside)
                        .tenant("t-1", 1, 2)
                        .start()) {
            assertThat(router.post("t-1", "/v1/placement-groups", GROUP).statusCode())
                    .isEqualTo(200);
            assertThat(router.delete("t-1", "/v1/placement-groups/web").statusCode())
                    .isEqualTo(200);
            assertThat(router.get("t-1", "/v1/placement-groups").statusCode()).isEqualTo(200);

            assertThat(one.seen().size() + two.seen().size()).isEqualTo(5);
            assertThat(one.seen().getFirst().body()).isEqualTo(GROUP);
            assertThat(two.seen().getFirst().body()).isEqualTo(GROUP);
            assertThat(outside.seen()).isEmpty();
        }
    }

    @Test
    void isNotDoneUntilEveryCellHasDoneIt() {
        try (CellThatAnswers one = new CellThatAnswers("cell-1");
                FakeCell dead = new CellThatRefusesConnections();
                RouterUnderTest router = twoCells(one, dead)) {
            HttpResponse<String> response = router.post("t-1", "/v1/placement-groups", GROUP);

            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.headers().firstValue("Retry-After")).isPresent();
            assertThat(one.seen()).hasSize(1);
        }
    }

    @Test
    void aCellThatHasNoneOfTheNameHasNothingLeftToDo() {
        try (CellThatAnswers one = new CellThatAnswers("cell-1");
                CellThatAnswers without = new CellThatAnswers(_ -> Answer.problem(404, "PLACEMENT_GROUP_NOT_FOUND"));
                RouterUnderTest router = twoCells(one, without)) {
            assertThat(router.delete("t-1", "/v1/placement-groups/web").statusCode())
                    .isEqualTo(200);
            one.becomes(_ -> Answer.problem(404, "PLACEMENT_GROUP_NOT_FOUND"));
            assertThat(router.delete("t-1", "/v1/placement-groups/web").body()).contains("PLACEMENT_GROUP_NOT_FOUND");
            one.becomes(_ -> Answer.problem(409, "PLACEMENT_GROUP_IN_USE"));
            assertThat(router.delete("t-1", "/v1/placement-groups/web").statusCode())
                    .isEqualTo(409);
        }
    }

    @Test
    void asksTheOwnerWhereAnInstanceIs() {
        try (CellThatAnswers one = new CellThatAnswers("cell-1");
                CellThatAnswers two = new CellThatAnswers("cell-2");
                RouterUnderTest router = twoCells(one, two)) {
            router.get("t-1", "/v1/instances/i-0002a41b22c90d1e5/placement");
            assertThat(router.post("t-1", "/v1/instances/i-0002a41b22c90d1e5/placement", "")
                            .statusCode())
                    .isEqualTo(405);

            assertThat(one.seen()).isEmpty();
            assertThat(two.seen()).hasSize(1);
        }
    }

    private static RouterUnderTest twoCells(FakeCell one, FakeCell two) {
        return RouterUnderTest.region()
                .cell(1, one)
                .cell(2, two)
                .tenant("t-1", 1, 2)
                .start();
    }
}
