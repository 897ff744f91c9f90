package io.firebreak.router.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.router.cells.CellThatAnswers;
import io.firebreak.router.cells.CellThatAnswers500;
import io.firebreak.router.cells.CellThatDiesOnRequest;
import io.firebreak.router.cells.FakeCell;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ShardConfinementTest {
    @Test
    void touchesOnlyCellsOfTheTenantsShardWhateverFails() {
        try (FakeCell failing = new CellThatAnswers500();
                FakeCell dying = new CellThatDiesOnRequest();
                CellThatAnswers third = new CellThatAnswers("cell-3");
                CellThatAnswers fourth = new CellThatAnswers("cell-4");
                RouterUnderTest router = RouterUnderTest.region()
                        .cell(1, failing)
                        .cell(2, dying)
                        .cell(3, third)
                        .cell(4, fourth)
                        .tenant("t-1", 1, 2)
                        .tenant("t-2", 3, 4)
                        .start()) {
            Random random = new Random(11);
            for (int i = 0; i < 100; i++) {
                switch (random.nextInt(6)) {
                    case 0 -> router.get("t-1", "/v1/instances");
                    case 1 -> router.get("t-1", "/v1/instances/i-000%da41b22c90d1e5".formatted(random.nextInt(6)));
                    case 2 -> router.get("t-1", "/v1/shard");
                    case 3 -> router.delete("t-1", "/v1/instances/i-000%da41b22c90d1e5".formatted(random.nextInt(6)));
                    case 4 -> router.get("t-1", "/v1/instance-types");
                    default -> router.launch("t-1", "token-" + i);
                }
            }
            assertThat(failing.seen()).isNotEmpty();
            assertThat(dying.seen()).isNotEmpty();
            assertThat(third.seen()).isEmpty();
            assertThat(fourth.seen()).isEmpty();
        }
    }

    @Test
    void servesManyRequestsAtOnce() {
        try (CellThatAnswers one = new CellThatAnswers("cell-1");
                CellThatAnswers two = new CellThatAnswers("cell-2");
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                RouterUnderTest router = RouterUnderTest.region()
                        .cell(1, one)
                        .cell(2, two)
                        .tenant("t-1", 1)
                        .tenant("t-2", 2)
                        .start()) {
            List<CompletableFuture<Boolean>> answers = IntStream.range(0, 90)
                    .mapToObj(i -> CompletableFuture.supplyAsync(
                            () -> {
                                String tenant = i % 2 == 0 ? "t-1" : "t-2";
                                String cell = i % 2 == 0 ? "cell-1" : "cell-2";
                                return router.launch(tenant, "token-" + i)
                                        .body()
                                        .contains(cell);
                            },
                            threads))
                    .toList();
            assertThat(answers.stream().map(CompletableFuture::join)).doesNotContain(false);
            assertThat(Stream.of(one, two).map(cell -> cell.seen().size())).containsExactly(45, 45);
        }
    }
}
