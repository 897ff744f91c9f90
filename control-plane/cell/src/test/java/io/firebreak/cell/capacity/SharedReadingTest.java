package io.firebreak.cell.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SharedReadingTest {
    @Test
    void isMadeOnceMoreForAllThatCallWhileOneIsInProgress() throws Exception {
        AtomicInteger begun = new AtomicInteger();
        CountDownLatch inProgress = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        SharedReading reading = new SharedReading(() -> {
            begun.incrementAndGet();
            inProgress.countDown();
            awaitQuietly(goOn);
        });
        CompletableFuture<Void> first = CompletableFuture.runAsync(reading::make);
        inProgress.await();
        CountDownLatch calling = new CountDownLatch(10);
        List<Thread> others = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            others.add(Thread.ofVirtual().start(() -> {
                calling.countDown();
                reading.make();
            }));
        }
        calling.await();
        while (reading.callers() < 11) {
            Thread.onSpinWait();
        }

        goOn.countDown();
        first.get();
        for (Thread other : others) {
            other.join();
        }

        assertThat(begun).hasValue(2);
    }

    @Test
    void isMadeForEachThatCallsAfterTheOtherHasReturned() {
        AtomicInteger begun = new AtomicInteger();
        SharedReading reading = new SharedReading(begun::incrementAndGet);

        reading.make();
        reading.make();

        assertThat(begun).hasValue(2);
    }

    @Test
    void isTriedAgainForTheNextWhoCallsWhenItFails() {
        AtomicInteger begun = new AtomicInteger();
        SharedReading reading = new SharedReading(() -> {
            if (begun.incrementAndGet() == 1) {
                throw new IllegalStateException("the database is away");
            }
        });

        assertThatThrownBy(reading::make).hasMessage("the database is away");
        reading.make();

        assertThat(begun).hasValue(2);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
