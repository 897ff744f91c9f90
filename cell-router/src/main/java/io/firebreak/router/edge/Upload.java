package io.firebreak.router.edge;

import io.firebreak.router.wire.BodyStream;
import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The rest of a request's body that is too long to be held, on its way to a cell. It is read from the client only while the
 * cell takes it, so no more than one read of the socket is ever held here. It can be sent once. All of it happens on the event
 * loop of the client.
 */
final class Upload implements BodyStream {
    private final Exchange.Client client;
    private final long length;
    private final Queue<ByteBuf> early = new ArrayDeque<>(2);
    private @Nullable Sink sink;
    private boolean complete;
    private boolean over;

    /**
     * The client waits from now on.
     *
     * @param length of the whole body; -1 when the client did not say
     */
    Upload(Exchange.Client client, long length) {
        this.client = client;
        this.length = length;
        client.reading(false);
    }

    boolean isComplete() {
        return complete;
    }

    /** The next part, which stays the client's. */
    void data(ByteBuf part) {
        if (over || !part.isReadable()) {
            return;
        }
        if (sink == null) {
            early.add(part.retain());
        } else {
            sink.data(part.retain());
        }
    }

    /** All of the body has come. */
    void end() {
        complete = true;
        if (sink != null && !over) {
            sink.end();
        }
    }

    /** The rest will never come, or nobody wants any more what came. Whoever was sent all of it is left alone. */
    void cut() {
        if (complete) {
            over = true;
            release();
            return;
        }
        if (sink != null && !over) {
            sink.cut();
        }
        cancel();
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public void readTo(Sink reader) {
        client.run(() -> {
            if (over) {
                reader.cut();
                return;
            }
            sink = reader;
            while (!early.isEmpty()) {
                reader.data(early.remove());
            }
            if (complete) {
                reader.end();
            } else {
                client.reading(true);
            }
        });
    }

    @Override
    public void pause() {
        client.run(() -> client.reading(false));
    }

    @Override
    public void resume() {
        client.run(() -> client.reading(true));
    }

    /** What still comes of it is read and dropped, until the connection is closed. */
    @Override
    public void cancel() {
        client.run(() -> {
            over = true;
            release();
            client.reading(true);
        });
    }

    private void release() {
        while (!early.isEmpty()) {
            early.remove().release();
        }
    }
}
