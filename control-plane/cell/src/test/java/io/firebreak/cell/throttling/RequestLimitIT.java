package io.firebreak.cell.throttling;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.cell.harness.FleetInMemory;
import io.firebreak.cell.harness.TestCell;
import io.firebreak.cell.harness.TestCell.Answer;
import io.firebreak.testdatabase.TestDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RequestLimitIT {
    private static TestCell cell;

    @BeforeAll
    static void start() {
        cell = TestCell.start(
                "cell-1",
                TestDatabase.fresh(),
                FleetInMemory.ofC5Hosts(3),
                "--firebreak.cell.request-limits.launch.rate=0.001",
                "--firebreak.cell.request-limits.launch.burst=4",
                "--firebreak.cell.request-limits.list.rate=0.001",
                "--firebreak.cell.request-limits.list.burst=4");
        cell.withTenant("hasty", "cell-1").withTenant("calm", "cell-1").withTenant("spread", "cell-1", "cell-2");
    }

    @AfterAll
    static void stop() {
        cell.close();
    }

    @Test
    void refusesOneTenantsOneKindOfCallWithATimeToComeBack() {
        List<Answer> launches = IntStream.range(0, 5)
                .mapToObj(i -> cell.launch("hasty", "hasty-" + i, 1))
                .toList();

        assertThat(launches).extracting(Answer::status).containsExactly(201, 201, 201, 201, 429);
        Answer refused = launches.getLast();
        assertThat(refused.code()).isEqualTo("REQUEST_LIMIT_EXCEEDED");
        assertThat(refused.body().path("detail").asString()).contains("launch").contains("4 at once");
        assertThat(Integer.parseInt(header(refused, "Retry-After"))).isBetween(900, 1_000);
        assertThat(header(refused, "RateLimit")).startsWith("\"launch\";r=0;t=");

        assertThat(cell.get("hasty", "/v1/instances").status()).isEqualTo(200);
        assertThat(cell.launch("calm", "calm", 1).status()).isEqualTo(201);
        assertThat(cell.bean(MeterRegistry.class)
                        .get("firebreak.requests.limited")
                        .tag("calls", "launch")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void tellsInEveryAnswerHowMuchIsLeft() {
        Answer launched = cell.launch("calm", "left", 1);

        assertThat(header(launched, "RateLimit-Policy")).isEqualTo("\"launch\";q=4;w=4000");
        assertThat(header(launched, "RateLimit")).matches("\"launch\";r=[0-3];t=\\d+");
    }

    @Test
    void grantsThePartOfACellOfTheShardAndListsInWhole() {
        assertThat(header(cell.get("spread", "/v1/instances"), "RateLimit-Policy"))
                .isEqualTo("\"list\";q=4;w=4000");
        assertThat(header(cell.launch("spread", "part", 1), "RateLimit-Policy")).isEqualTo("\"launch\";q=2;w=4000");
    }

    @Test
    void doesNotLimitTheOperator() {
        for (int i = 0; i < 10; i++) {
            Answer list = cell.send(cell.as(TestCell.OPERATOR_KEY, "/v1/instances"));
            assertThat(list.status()).isEqualTo(200);
            assertThat(list.raw().headers().firstValue("RateLimit")).isEmpty();
        }
    }

    private static String header(Answer answer, String name) {
        return answer.raw().headers().firstValue(name).orElse("");
    }
}
