package io.firebreak.cell.commit;

import io.opentelemetry.api.trace.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A change on its way through a group, and its caller who waits for it, until a deadline if it has one. */
final class Waiting<C, R> {
    private final C change;
    private final Optional<Instant> deadline;
    private final Span askedBy;
    private final CompletableFuture<Optional<R>> ending = new CompletableFuture<>();

    /** @param askedBy the span of its caller, to which its group's commit is linked */
    Waiting(C change, Optional<Instant> deadline, Span askedBy) {
        this.change = change;
        this.deadline = deadline;
        this.askedBy = askedBy;
    }

    C change() {
        return change;
    }

    Span askedBy() {
        return askedBy;
    }

    Optional<Instant> deadline() {
        return deadline;
    }

    /** Whether nobody waits for it any more. */
    boolean isLate(Instant now) {
        return deadline.filter(end -> !now.isBefore(end)).isPresent();
    }

    void decided(R result) {
        ending.complete(Optional.of(result));
    }

    /** Nothing was written; its caller is to try it in a transaction of its own. */
    void toBeTriedAlone() {
        ending.complete(Optional.empty());
    }

    void failed(Throwable failure) {
        ending.completeExceptionally(failure);
    }

    /** Whether its end is known within a time. */
    boolean endsWithin(Duration patience) {
        try {
            ending.get(patience.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (ExecutionException failed) {
            return true;
        } catch (TimeoutException late) {
            return false;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The result; empty if it is to be tried alone. Throws what the group failed with. */
    Optional<R> await() {
        try {
            return ending.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }
}
