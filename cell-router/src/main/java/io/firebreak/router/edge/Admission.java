package io.firebreak.router.edge;

import java.util.concurrent.atomic.AtomicInteger;

/** Bounds the requests served at one time, so that a slow region costs memory for so many and no more. */
final class Admission {
    private final int most;
    private final AtomicInteger inside = new AtomicInteger();

    Admission(int most) {
        this.most = most;
    }

    /** Lets a request in, which must {@link #leave} once; false when the router is full. */
    boolean enter() {
        if (inside.incrementAndGet() <= most) {
            return true;
        }
        inside.decrementAndGet();
        return false;
    }

    void leave() {
        inside.decrementAndGet();
    }

    int inside() {
        return inside.get();
    }
}
