package io.firebreak.router.forwarding;

import io.firebreak.router.routing.Failure;
import io.firebreak.router.transport.Deadlines;
import io.firebreak.router.wire.Reply;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One request to one node, from the wait for a connection to its answer. Exactly one delivery comes of it, unless nobody
 * wants it any more. It lives on one event loop.
 */
final class CellExchange extends Deadlines.Timed {
    private final CellRequest request;
    private final long timeoutMillis;
    private final Deadlines deadlines;
    private final Consumer<CellHttp.Delivery> receiver;
    private @Nullable NodeConnections waitingAt;
    private @Nullable CellConnection on;
    private boolean done;

    CellExchange(CellRequest request, long timeoutMillis, Deadlines deadlines, Consumer<CellHttp.Delivery> receiver) {
        this.request = request;
        this.timeoutMillis = timeoutMillis;
        this.deadlines = deadlines;
        this.receiver = receiver;
    }

    CellRequest request() {
        return request;
    }

    long timeoutMillis() {
        return timeoutMillis;
    }

    Deadlines deadlines() {
        return deadlines;
    }

    boolean isDone() {
        return done;
    }

    /** The client has to send more before the cell can answer. */
    void waitsForTheClient() {
        deadlines.clear(this);
    }

    /** It is the cell's turn. */
    void waitsForTheCell() {
        if (!done) {
            deadlines.set(this, TimeUnit.MILLISECONDS.toNanos(timeoutMillis));
        }
    }

    void waitsAt(NodeConnections node) {
        waitingAt = node;
    }

    /** It has the place of a connection that is being made. */
    void waitsNoMore() {
        waitingAt = null;
    }

    void isOn(CellConnection connection) {
        waitingAt = null;
        on = connection;
    }

    /** The whole answer is there, or its head and a way to the rest. */
    void replied(Reply reply) {
        finish(new CellHttp.Delivery.Replied(reply));
    }

    void failed(Failure failure) {
        finish(new CellHttp.Delivery.Failed(failure));
    }

    /** Nobody waits for the answer any more. */
    void cancel() {
        if (!done) {
            end();
            leave();
        }
    }

    @Override
    protected void tooLate() {
        if (!done) {
            end();
            leave();
            receiver.accept(new CellHttp.Delivery.Failed(waitingAt == null ? Failure.TIMED_OUT : Failure.CROWDED));
        }
    }

    private void finish(CellHttp.Delivery delivery) {
        if (!done) {
            end();
            receiver.accept(delivery);
        }
    }

    private void end() {
        done = true;
        deadlines.clear(this);
    }

    /** A connection whose answer is still to come cannot serve another request. */
    private void leave() {
        if (waitingAt != null) {
            waitingAt.leave(this);
        }
        if (on != null) {
            on.abandon();
        }
    }
}
