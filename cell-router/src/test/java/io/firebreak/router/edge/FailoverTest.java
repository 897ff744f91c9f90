package io.firebreak.router.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.TenantId;
import io.firebreak.assigner.rendezvous.RendezvousOrder;
import io.firebreak.router.cells.CellThatAnswers;
import io.firebreak.router.cells.CellThatAnswers500;
import io.firebreak.router.cells.CellThatAnswersHalf;
import io.firebreak.router.cells.CellThatDiesOnRequest;
import io.firebreak.router.cells.CellThatLagsBehind;
import io.firebreak.router.cells.CellThatLimits;
import io.firebreak.router.cells.CellThatRefusesConnections;
import io.firebreak.router.cells.CellThatStalls;
import io.firebreak.router.cells.CellWithoutRoom;
import io.firebreak.router.cells.FakeCell;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FailoverTest {
    private static final TenantId TENANT = new TenantId("t-1");
    private static final List<CellId> SHARD =
            IntStream.rangeClosed(1, 3).mapToObj(n -> new CellId("cell-" + n)).toList();

    @Test
    void offersALaunchToTheCellsInRendezvousOrder() {
        CellWithoutRoom[] cells = {new CellWithoutRoom(), new CellWithoutRoom(), new CellWithoutRoom()};
        try (RouterUnderTest router = RouterUnderTest.region()
                .cell(1, cells[0])
                .cell(2, cells[1])
                .cell(3, cells[2])
                .tenant("t-1", 1, 2, 3)
                .start()) {
            List<Integer> order = new CopyOnWriteArrayList<>();
            for (int i = 0; i < cells.length; i++) {
                int number = i + 1;
                cells[i].becomes(request -> {
                    order.add(number);
                    return CellThatAnswers.Answer.problem(503, "INSUFFICIENT_INSTANCE_CAPACITY");
                });
            }
            for (int i = 0; i < 50; i++) {
                order.clear();
                HttpResponse<String> response = router.launch("t-1", "token-" + i);

                assertThat(order)
                        .as("token-%d", i)
                        .isEqualTo(RendezvousOrder.of(TENANT, "token-" + i, SHARD).stream()
                                .map(cell -> Integer.parseInt(cell.value().substring(5)))
                                .toList());
                assertThat(response.statusCode()).isEqualTo(503);
                assertThat(response.body()).contains("INSUFFICIENT_INSTANCE_CAPACITY");
            }
        } finally {
            Stream.of(cells).forEach(FakeCell::close);
        }
    }

    @Test
    void takesALimitOfOneCellToNoOtherAndPassesOnWhatItSays() {
        try (CellThatLimits one = new CellThatLimits();
                CellThatLimits two = new CellThatLimits();
                RouterUnderTest router = RouterUnderTest.region()
                        .cell(1, one)
                        .cell(2, two)
                        .tenant("t-1", 1, 2)
                        .start()) {
            HttpResponse<String> launch = router.launch("t-1", "limited");

            assertThat(launch.statusCode()).isEqualTo(429);
            assertThat(launch.headers().firstValue("Retry-After")).contains("7");
            assertThat(launch.headers().firstValue("RateLimit")).contains("\"launch\";r=0;t=7");
            assertThat(one.seen().size() + two.seen().size()).isEqualTo(1);
            assertThat(router.get("t-1", "/v1/instances").statusCode()).isEqualTo(429);
        }
    }

    static Stream<Supplier<FakeCell>> brokenCells() {
        return Stream.of(
                CellThatRefusesConnections::new,
                CellThatDiesOnRequest::new,
                CellThatAnswersHalf::new,
                CellThatStalls::new,
                CellThatAnswers500::new,
                CellWithoutRoom::new,
                CellThatLagsBehind::new);
    }

    @ParameterizedTest
    @MethodSource("brokenCells")
    void takesALaunchToTheNextCellOfTheShardWithTheSameTokenAndBody(Supplier<FakeCell> broken) {
        try (FakeCell arbiter = broken.get();
                CellThatAnswers next = new CellThatAnswers("cell-2");
                RouterUnderTest router = RouterUnderTest.region()
                        .cell(1, arbiter)
                        .cell(2, next)
                        .tenant("t-1", 1, 2)
                        .start()) {
            HttpResponse<String> response = router.launch("t-1", tokenWhoseArbiterIs("cell-1"));

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("Firebreak-Cell")).contains("cell-2");
            assertThat(next.seen()).singleElement().satisfies(request -> {
                assertThat(request.header("Idempotency-Key")).isEqualTo(tokenWhoseArbiterIs("cell-1"));
                assertThat(request.header("Firebreak-Epoch")).isEqualTo("1");
                assertThat(request.header("Authorization")).startsWith("Bearer fbk_t-1_");
                assertThat(request.body()).isEqualTo("{\"instanceType\":\"c5.large\"}");
            });
            assertThat(router.meters.counter("firebreak.router.takeovers").count())
                    .isEqualTo(1);
        }
    }

    @Test
    void saysUnavailableWhenNoCellOfTheShardCanBeReached() {
        try (FakeCell one = new CellThatRefusesConnections();
                FakeCell two = new CellThatDiesOnRequest();
                RouterUnderTest router = RouterUnderTest.region()
                        .cell(1, one)
                        .cell(2, two)
                        .tenant("t-1", 1, 2)
                        .start()) {
            HttpResponse<String> response = router.launch("t-1", "token");

            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.body())
                    .contains("CELL_UNAVAILABLE")
                    .contains("cell-1 (no connection)")
                    .contains("cell-2 (connection lost)");
            assertThat(response.headers().firstValue("Retry-After")).contains("1");
        }
    }

    @Test
    void doesNotSayNoRoomWhileACellThatMayHaveRoomIsUnreachable() {
        try (FakeCell dead = new CellThatRefusesConnections();
                FakeCell full = new CellWithoutRoom();
                RouterUnderTest router = RouterUnderTest.region()
                        .cell(1, dead)
                        .cell(2, full)
                        .tenant("t-1", 1, 2)
                        .start()) {
            assertThat(router.launch("t-1", tokenWhoseArbiterIs("cell-1")).body())
                    .contains("CELL_UNAVAILABLE")
                    .contains("cell-1 (no connection), cell-2 (no room)");
        }
    }

    @Test
    void replaysALaunchAtAnotherNodeBeforeItGoesToAnotherCell() {
        try (FakeCell deadNode = new CellThatRefusesConnections();
                CellThatAnswers node = new CellThatAnswers("cell-1");
                CellThatAnswers other = new CellThatAnswers("cell-2");
                RouterUnderTest router = RouterUnderTest.region()
                        .cell(1, deadNode, node)
                        .cell(2, other)
                        .tenant("t-1", 1, 2)
                        .start()) {
            for (int i = 0; i < 20; i++) {
                assertThat(router.launch("t-1", tokenWhoseArbiterIs("cell-1")).body())
                        .contains("cell-1");
            }
            assertThat(node.seen()).hasSize(20);
            assertThat(other.seen()).isEmpty();
        }
    }

    @Test
    void letsARequestThatKillsNodesMeetNoThirdOne() {
        FakeCell[] nodes = Stream.generate(CellThatDiesOnRequest::new).limit(5).toArray(FakeCell[]::new);
        try (RouterUnderTest router =
                RouterUnderTest.region().cell(1, nodes).tenant("t-1", 1).start()) {
            assertThat(router.launch("t-1", "token").statusCode()).isEqualTo(503);
            assertThat(Stream.of(nodes).mapToInt(node -> node.seen().size()).sum())
                    .isEqualTo(2);
        } finally {
            Stream.of(nodes).forEach(FakeCell::close);
        }
    }

    @Test
    void passesALimitOnAndAsksNobodyElse() {
        try (CellThatAnswers arbiter = new CellThatAnswers(request -> CellThatAnswers.Answer.problem(429, "TOO_MANY"));
                CellThatAnswers next = new CellThatAnswers("cell-2");
                RouterUnderTest router = RouterUnderTest.region()
                        .cell(1, arbiter)
                        .cell(2, next)
                        .tenant("t-1", 1, 2)
                        .start()) {
            assertThat(router.launch("t-1", tokenWhoseArbiterIs("cell-1")).statusCode())
                    .isEqualTo(429);
            assertThat(next.seen()).isEmpty();
        }
    }

    static String tokenWhoseArbiterIs(String cell) {
        return Stream.iterate(0, n -> n + 1)
                .map(n -> "token-" + n)
                .filter(token -> RendezvousOrder.of(TENANT, token, SHARD.subList(0, 2))
                        .getFirst()
                        .value()
                        .equals(cell))
                .findFirst()
                .orElseThrow();
    }
}
