package io.firebreak.chaos.network;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One direction of one connection. Bytes wait here until their time, in their order; when as many wait as may, no more are read,
 * so that whoever sends them fills its own buffers and stops, as before a network that is slow. For use by the event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what cannot be written closes the channel, and that is told
final class Pipe {
    /** What a sender has on its way to 100 ms from here at 2.5 MB/s; more than any message of a region but a full report. */
    static final int MOST_WAITING = 256 * 1024;

    private static final int READ_AGAIN_AT = MOST_WAITING / 2;

    private final Lane lane;
    private final Deque<Chunk> waiting = new ArrayDeque<>();
    private @Nullable Channel from;
    private @Nullable Channel to;
    private @Nullable ScheduledFuture<?> alarm;
    private long lastDue;
    private int waitingBytes;
    private boolean closed;

    Pipe(Lane lane) {
        this.lane = lane;
        this.lastDue = lane.now();
    }

    /** Bytes, or none for the end. */
    private record Chunk(ByteBuf bytes, long dueNanos) {
        boolean isEnd() {
            return !bytes.isReadable();
        }
    }

    void from(Channel channel) {
        from = channel;
    }

    void to(Channel channel) {
        to = channel;
        pump();
    }

    /** Takes bytes, which are its own from now on. */
    void arrived(ByteBuf bytes) {
        if (closed || !bytes.isReadable()) {
            bytes.release();
            return;
        }
        waitingBytes += bytes.readableBytes();
        enqueue(bytes);
    }

    /** Nothing more comes; the other side learns of it when it has got what came before. */
    void end() {
        if (!closed) {
            enqueue(Unpooled.EMPTY_BUFFER);
        }
    }

    private void enqueue(ByteBuf bytes) {
        waiting.add(new Chunk(bytes, inOrder(lane.dueNanos(bytes.readableBytes()))));
        pump();
    }

    /** Jitter makes bytes late and never overtakes. */
    private long inOrder(long dueNanos) {
        lastDue = dueNanos - lastDue > 0 ? dueNanos : lastDue;
        return lastDue;
    }

    /** The wire is another than before: what waits is as if it came now. */
    void laneChanged() {
        lastDue = lane.now();
        List<Chunk> all = List.copyOf(waiting);
        waiting.clear();
        all.forEach(chunk -> waiting.add(
                new Chunk(chunk.bytes(), inOrder(lane.dueNanos(chunk.bytes().readableBytes())))));
        if (alarm != null) {
            alarm.cancel(false);
            alarm = null;
        }
        pump();
    }

    /** Passes on what is due, as far as it is taken. */
    void pump() {
        Channel target = to;
        if (target == null || lane.isBlackHole() || closed) {
            regulate();
            return;
        }
        boolean written = false;
        while (!waiting.isEmpty() && target.isWritable() && isDue(waiting.getFirst(), target)) {
            pass(waiting.removeFirst(), target);
            written = true;
        }
        if (written) {
            target.flush();
        }
        regulate();
    }

    private boolean isDue(Chunk chunk, Channel target) {
        long early = chunk.dueNanos() - lane.now();
        if (early > 0 && alarm == null) {
            alarm = target.eventLoop().schedule(this::wake, early, TimeUnit.NANOSECONDS);
        }
        return early <= 0;
    }

    private void wake() {
        alarm = null;
        pump();
    }

    private void pass(Chunk chunk, Channel target) {
        if (chunk.isEnd()) {
            target.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
            return;
        }
        int bytes = chunk.bytes().readableBytes();
        waitingBytes -= bytes;
        lane.count(bytes);
        target.write(chunk.bytes(), target.voidPromise());
    }

    private void regulate() {
        Channel source = from;
        if (source == null) {
            return;
        }
        boolean reads = source.config().isAutoRead();
        if (reads && waitingBytes >= MOST_WAITING) {
            source.config().setAutoRead(false);
        } else if (!reads && waitingBytes <= READ_AGAIN_AT) {
            source.config().setAutoRead(true);
        }
    }

    int waitingBytes() {
        return waitingBytes;
    }

    /** Gives up what waits and whatever comes. */
    void close() {
        closed = true;
        waiting.forEach(chunk -> chunk.bytes().release());
        waiting.clear();
        waitingBytes = 0;
        if (alarm != null) {
            alarm.cancel(false);
        }
        regulate();
    }
}
