package io.firebreak.directory.revision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ChangesTest {
    private static final Duration LONG = Duration.ofHours(1);

    private final Changes changes = new Changes();

    @Test
    void doesNotWaitForAChangeThatCameBetweenTheLookAndTheWait() throws InterruptedException {
        long seen = changes.seen();
        changes.announce();

        changes.awaitAfter(seen, LONG);

        assertThat(changes.seen()).isEqualTo(seen + 1);
    }

    @Test
    void wakesAllWhoWait() throws InterruptedException {
        long seen = changes.seen();
        CountDownLatch woken = new CountDownLatch(3);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 3; i++) {
                threads.execute(() -> {
                    try {
                        changes.awaitAfter(seen, LONG);
                        woken.countDown();
                    } catch (InterruptedException stopped) {
                        Thread.currentThread().interrupt();
                    }
                });
            }
            changes.announce();

            assertThat(woken.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void waitsNoLongerThanAsked() throws InterruptedException {
        changes.awaitAfter(changes.seen(), Duration.ofMillis(1));

        assertThat(changes.isClosed()).isFalse();
    }

    @Test
    void lastsForeverWithoutOverflowing() throws InterruptedException {
        long seen = changes.seen();
        changes.announce();

        changes.awaitAfter(seen, Duration.ofSeconds(Long.MAX_VALUE));

        assertThat(changes.seen()).isGreaterThan(seen);
    }

    @Test
    void letsNobodyWaitOnceClosed() throws InterruptedException {
        changes.close();

        changes.awaitAfter(changes.seen(), LONG);

        assertThat(changes.isClosed()).isTrue();
    }
}
