package io.firebreak.cell.commit;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A change on its way through a group, and its caller who waits for it. */
final class Waiting<C, R> {
    private final C change;
    private final CompletableFuture<Optional<R>> ending = new CompletableFuture<>();

    Waiting(C change) {
        this.change = change;
    }

    C change() {
        return change;
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
