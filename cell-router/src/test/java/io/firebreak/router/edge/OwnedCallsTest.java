package io.firebreak.router.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.assigner.CellState;
import io.firebreak.router.cells.CellThatAnswers;
import io.firebreak.router.cells.CellThatAnswers.Answer;
import io.firebreak.router.cells.CellThatDiesOnRequest;
import io.firebreak.router.cells.CellThatRefusesConnections;
import io.firebreak.router.cells.FakeCell;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnedCallsTest {
    private static final String IN_CELL_1 = "/v1/instances/i-0001a41b22c90d1e5";
    private static final String IN_CELL_2 = "/v1/instances/i-0002a41b22c90d1e5";
    private static final String IN_CELL_3 = "/v1/instances/i-0003a41b22c90d1e5";

    @Test
    void asksTheCellTheIdNames() {
        try (CellThatAnswers one = new CellThatAnswers("cell-1");
                CellThatAnswers two = new CellThatAnswers("cell-2");
                RouterUnderTest router = RouterUnderTest.region()
                        .cell(1, one)
                        .cell(2, two)
                        .tenant("t-1", 1, 2)
                        .start()) {
            assertThat(router.get("t-1", IN_CELL_1).body()).contains("cell-1");
            assertThat(router.delete("t-1", IN_CELL_2).body()).contains("cell-2");
            assertThat(router.post("t-1", IN_CELL_2 + ":stop", "").body()).contains("cell-2");
            assertThat(router.get("t-1", IN_CELL_1 + "/history").body()).contains("cell-1");
            assertThat(router.send(router.authorized("t-1", IN_CELL_2 + "/tags")
                                    .method("PATCH", BodyPublishers.ofString("{\"team\":\"red\"}"))
                                    .build())
                            .body())
                    .contains("cell-2");
            assertThat(one.seen()).hasSize(2);
            assertThat(two.seen()).hasSize(3);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {IN_CELL_3, "/v1/instances/i-ffffa41b22c90d1e5", "/v1/instances/i-0000a41b22c90d1e5"})
    void letsTheShardRefuseAnIdOfACellOutsideOfItForItKnowsTheCaller(String path) {
        try (FakeCell one = new CellThatAnswers(request -> Answer.problem(401, "UNAUTHENTICATED"));
                CellThatAnswers three = new CellThatAnswers("cell-3");
                RouterUnderTest router = RouterUnderTest.region()
                        .cell(1, one)
                        .cell(3, three)
                        .tenant("t-1", 1)
                        .start()) {
            assertThat(router.get("t-1", path).statusCode()).isEqualTo(401);
            assertThat(router.delete("t-1", path).statusCode()).isEqualTo(401);
            assertThat(router.post("t-1", path + ":stop", "").statusCode()).isEqualTo(401);
            assertThat(one.seen()).hasSize(3);
            assertThat(three.seen()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/instances/i-0001", "/v1/instances/I-0001A41B22C90D1E5"})
    void saysNotFoundForWhatIsNoIdWithoutTouchingACell(String path) {
        try (CellThatAnswers one = new CellThatAnswers("cell-1");
                CellThatAnswers three = new CellThatAnswers("cell-3");
                RouterUnderTest router = RouterUnderTest.region()
                        .cell(1, one)
                        .cell(3, three)
                        .tenant("t-1", 1)
                        .start()) {
            HttpResponse<String> response = router.get("t-1", path);

            assertThat(response.statusCode()).isEqualTo(404);
            assertThat(response.body()).contains("INSTANCE_NOT_FOUND");
            assertThat(one.seen()).isEmpty();
            assertThat(three.seen()).isEmpty();
        }
    }

    @Test
    void saysUnavailableAndNeverNotFoundWhileTheOwnerIsDown() {
        try (FakeCell dead = new CellThatRefusesConnections();
                CellThatAnswers alive = new CellThatAnswers("cell-2");
                RouterUnderTest router = RouterUnderTest.region()
                        .cell(1, dead)
                        .cell(2, alive)
                        .cell(3, CellState.OUT, alive)
                        .tenant("t-1", 1, 2, 3)
                        .start()) {
            for (String path : new String[] {IN_CELL_1, IN_CELL_3}) {
                HttpResponse<String> response = router.get("t-1", path);
                assertThat(response.statusCode()).isEqualTo(503);
                assertThat(response.body()).contains("CELL_UNAVAILABLE");
                assertThat(response.headers().firstValue("Retry-After")).isPresent();
            }
            assertThat(alive.seen()).isEmpty();
        }
    }

    @Test
    void sendsAReadOrATerminateAgainToAnotherNode() {
        try (FakeCell dying = new CellThatDiesOnRequest();
                CellThatAnswers node = new CellThatAnswers("cell-1");
                RouterUnderTest router = RouterUnderTest.region()
                        .cell(1, dying, node)
                        .tenant("t-1", 1)
                        .start()) {
            for (int i = 0; i < 10; i++) {
                assertThat(router.get("t-1", IN_CELL_1).statusCode()).isEqualTo(200);
                assertThat(router.delete("t-1", IN_CELL_1).statusCode()).isEqualTo(200);
            }
            assertThat(dying.seen()).isNotEmpty();
        }
    }

    @Test
    void sendsAnActionOnceIfItMayHaveArrived() {
        try (FakeCell one = new CellThatDiesOnRequest();
                FakeCell two = new CellThatDiesOnRequest();
                RouterUnderTest router = RouterUnderTest.region()
                        .cell(1, one, two)
                        .tenant("t-1", 1)
                        .start()) {
            for (int i = 1; i <= 5; i++) {
                assertThat(router.post("t-1", IN_CELL_1 + ":reboot", "").statusCode())
                        .isEqualTo(503);
                assertThat(one.seen().size() + two.seen().size()).isEqualTo(i);
            }
        }
    }

    @Test
    void sendsAnActionElsewhereIfItCannotHaveArrived() {
        try (FakeCell dead = new CellThatRefusesConnections();
                CellThatAnswers node = new CellThatAnswers("cell-1");
                RouterUnderTest router = RouterUnderTest.region()
                        .cell(1, dead, node)
                        .tenant("t-1", 1)
                        .start()) {
            for (int i = 1; i <= 10; i++) {
                assertThat(router.post("t-1", IN_CELL_1 + ":reboot", "").statusCode())
                        .isEqualTo(200);
                assertThat(node.seen()).hasSize(i);
            }
        }
    }
}
