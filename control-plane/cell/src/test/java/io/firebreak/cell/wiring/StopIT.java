package io.firebreak.cell.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firebreak.cell.harness.FleetInMemory;
import io.firebreak.cell.harness.TestCell;
import io.firebreak.testdatabase.TestDatabase;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a node does for callers that have not heard yet that it is being stopped. */
class StopIT {
    @Test
    void aNodeThatIsBeingStoppedSaysSoAndAnswersOn() throws Exception {
        TestCell cell = TestCell.start(
                        "cell-1", TestDatabase.fresh(), FleetInMemory.ofC5Hosts(2), "--firebreak.cell.drain=3s")
                .withTenant("t-1", "cell-1");
        TestCell.Answer before = cell.launch("t-1", "before", 1);
        assertThat(before.status()).isEqualTo(201);
        assertThat(before.raw().headers().firstValue("Connection")).isEmpty();

        CompletableFuture<Void> stopped = CompletableFuture.runAsync(cell::close);
        cell.await("it is not ready", () -> readiness(cell) == 503);
        TestCell.Answer during = cell.launch("t-1", "during", 1);

        assertThat(during.status()).isEqualTo(201);
        assertThat(during.raw().headers().firstValue("Connection")).hasValue("close");
        assertThat(stopped).isNotDone();
        stopped.get(20, TimeUnit.SECONDS);
        assertThatThrownBy(() -> readiness(cell)).isInstanceOf(UncheckedIOException.class);
    }

    private static int readiness(TestCell cell) {
        return cell.send(HttpRequest.newBuilder(cell.url().resolve("/readyz"))).status();
    }
}
