package io.firebreak.router.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.router.cells.CellThatAnswers;
import io.firebreak.router.cells.CellThatAnswers.Answer;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Nodes that take calls and answer them only when it is over. */
final class Stall {
    /** How long a router that is to meet a stall would wait for an answer. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private final CountDownLatch end = new CountDownLatch(1);
    private final AtomicInteger calls = new AtomicInteger();

    /** From now on the node stalls. */
    void reach(CellThatAnswers node) {
        node.becomes(request -> {
            calls.incrementAndGet();
            try {
                assertThat(end.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
                return Answer.of(200, "{\"late\":true}");
            } catch (InterruptedException closed) {
                Thread.currentThread().interrupt();
                return Answer.of(200, "{}");
            }
        });
    }

    /** How many calls came to the nodes it reached. */
    int calls() {
        return calls.get();
    }

    /** Everything that waits is answered. */
    void end() {
        end.countDown();
    }
}
