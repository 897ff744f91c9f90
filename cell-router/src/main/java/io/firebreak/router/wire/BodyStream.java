package io.firebreak.router.wire;

import io.netty.buffer.ByteBuf;

/**
 * The rest of an answer that is still on its way, when all of it would be too much to hold. Whoever gets one reads it to its
 * end or cancels it; one that nobody reads is cut off after a while. Any thread may call it.
 */
public interface BodyStream {
    /** How long the whole body is, what came with the head included; -1 when nobody knows. */
    long length();

    /** Begins to read. To be called once. */
    void readTo(Sink sink);

    /** No more for now. What was read by then still comes: at most what one read from a socket brings. */
    void pause();

    /** Goes on after a pause. */
    void resume();

    /** Nobody wants the rest. The sink hears no more. */
    void cancel();

    /** Takes the rest, on the event loop of the connection it comes from. */
    interface Sink {
        /** The next part, to be released by the sink. */
        void data(ByteBuf part);

        /** All is there. */
        void end();

        /** No more will come, and it is not all: the reader must not take it for all. */
        void cut();
    }
}
