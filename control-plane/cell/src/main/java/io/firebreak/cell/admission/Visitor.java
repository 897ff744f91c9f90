package io.firebreak.cell.admission;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A call that wants to be served, from its arrival to its verdict. */
final class Visitor {
    private static final int NONE = -1;

    private final Level level;
    private final long tenant;
    private final CompletableFuture<Verdict> verdict = new CompletableFuture<>();
    private int queue = NONE;
    private volatile boolean amongItsOwn;

    /** @param tenant the hash of its name: it chooses the queues, and tells one tenant's calls from another's */
    Visitor(Level level, long tenant) {
        this.level = level;
        this.tenant = tenant;
    }

    Level level() {
        return level;
    }

    long tenant() {
        return tenant;
    }

    /** The queue it waits in. */
    int queue() {
        return queue;
    }

    void waitsIn(int number) {
        queue = number;
    }

    /** Whether it was turned away from queues that its own tenant had filled. */
    boolean isAmongItsOwn() {
        return amongItsOwn;
    }

    void wasAmongItsOwn() {
        amongItsOwn = true;
    }

    void decide(Verdict end) {
        verdict.complete(end);
    }

    /** Nothing while it waits. */
    Optional<Verdict> verdict() {
        return Optional.ofNullable(verdict.getNow(null));
    }

    /** Waits for the verdict; nothing if there is none by then. */
    Optional<Verdict> await(Duration patience) {
        try {
            return Optional.of(verdict.get(patience.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException late) {
            return Optional.empty();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException never) {
            throw new IllegalStateException("a verdict does not fail", never);
        }
    }
}
