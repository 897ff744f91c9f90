package io.firebreak.router.forwarding;

import io.firebreak.router.transport.Deadlines;
import io.firebreak.router.wire.BodyStream;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The rest of an answer on a connection to a node. The connection is read only while somebody takes what comes, so no more
 * than one read of the socket is ever held here. A cell that sends nothing for too long is given up, and so is a stream that
 * nobody begins to read.
 */
final class AnswerStream extends Deadlines.Timed implements BodyStream {
    private final CellConnection connection;
    private final EventLoop loop;
    private final Deadlines deadlines;
    private final long longestSilenceNanos;
    private final long length;
    private final Queue<ByteBuf> early = new ArrayDeque<>(2);
    private @Nullable Sink sink;
    private boolean paused = true;
    private State state = State.OPEN;

    private enum State {
        OPEN,
        COMPLETE,
        BROKEN,
        CANCELLED
    }

    AnswerStream(
            CellConnection connection, EventLoop loop, Deadlines deadlines, long longestSilenceNanos, long length) {
        this.connection = connection;
        this.loop = loop;
        this.deadlines = deadlines;
        this.longestSilenceNanos = longestSilenceNanos;
        this.length = length;
        connection.reading(false);
        deadlines.set(this, longestSilenceNanos);
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public void readTo(Sink reader) {
        onLoop(() -> {
            if (state == State.CANCELLED) {
                return;
            }
            sink = reader;
            deadlines.clear(this);
            while (!early.isEmpty()) {
                reader.data(early.remove());
            }
            switch (state) {
                case COMPLETE -> reader.end();
                case BROKEN -> reader.cut();
                case OPEN -> goOn();
                case CANCELLED -> {}
            }
        });
    }

    @Override
    public void pause() {
        onLoop(() -> {
            if (state == State.OPEN && !paused) {
                paused = true;
                deadlines.clear(this);
                connection.reading(false);
            }
        });
    }

    @Override
    public void resume() {
        onLoop(() -> {
            if (state == State.OPEN && paused && sink != null) {
                goOn();
            }
        });
    }

    @Override
    public void cancel() {
        onLoop(() -> {
            if (state == State.OPEN) {
                ends(State.CANCELLED);
                connection.abandon();
            } else {
                state = State.CANCELLED;
                deadlines.clear(this);
            }
            release();
        });
    }

    /** The next part, which stays the connection's. */
    void data(ByteBuf part) {
        if (state != State.OPEN || !part.isReadable()) {
            return;
        }
        if (sink == null) {
            early.add(part.retain());
            return;
        }
        if (!paused) {
            deadlines.set(this, longestSilenceNanos);
        }
        sink.data(part.retain());
    }

    /** The answer is complete. */
    void end() {
        if (state == State.OPEN) {
            ends(State.COMPLETE);
            if (sink != null) {
                sink.end();
            }
        }
    }

    /** The connection broke before the answer's end. */
    void cut() {
        if (state == State.OPEN) {
            ends(State.BROKEN);
            if (sink != null) {
                sink.cut();
            }
        }
    }

    @Override
    protected void tooLate() {
        if (state == State.OPEN) {
            cut();
            connection.abandon();
        }
        if (sink == null && state != State.CANCELLED) {
            deadlines.clear(this);
            state = State.BROKEN;
            release();
        }
    }

    private void goOn() {
        paused = false;
        deadlines.set(this, longestSilenceNanos);
        connection.reading(true);
    }

    /** What nobody has begun to read is held no longer than until its deadline. */
    private void ends(State how) {
        state = how;
        if (sink != null || how == State.CANCELLED) {
            deadlines.clear(this);
        }
        connection.reading(true);
    }

    private void release() {
        while (!early.isEmpty()) {
            early.remove().release();
        }
    }

    private void onLoop(Runnable task) {
        if (loop.inEventLoop()) {
            task.run();
        } else {
            loop.execute(task);
        }
    }
}
