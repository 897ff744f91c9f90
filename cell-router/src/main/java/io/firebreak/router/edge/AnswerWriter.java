package io.firebreak.router.edge;

import io.firebreak.router.wire.BodyStream;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Writes the rest of an answer to a client as fast as the client reads: no more is asked of the cell while more than a
 * socket's worth waits here. An answer that breaks off is cut off here too, so that no client takes a part of it for the
 * whole.
 */
final class AnswerWriter implements BodyStream.Sink {
    private final Channel channel;
    private final Exchange exchange;
    private final BodyStream rest;
    private final Framing framing;
    private final Consumer<Future<? super Void>> written;
    private long sent;
    private boolean ended;

    /** How the parts of a body and its end look to the client. */
    interface Framing {
        /** Writes and flushes a part, which it releases. */
        void part(ByteBuf part);

        /** Writes and flushes the end. */
        ChannelFuture end();

        /** Makes certain that the client sees a broken answer. */
        void cut();
    }

    AnswerWriter(
            Channel channel,
            Exchange exchange,
            BodyStream rest,
            Framing framing,
            Consumer<Future<? super Void>> written) {
        this.channel = channel;
        this.exchange = exchange;
        this.rest = rest;
        this.framing = framing;
        this.written = written;
    }

    /** The loop may be another one than the client's, when a second cell was asked: then each part changes threads. */
    @Override
    public void data(ByteBuf part) {
        if (channel.eventLoop().inEventLoop()) {
            write(part);
        } else {
            channel.eventLoop().execute(() -> write(part));
        }
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // the listener is told, whatever comes of it
    public void end() {
        channel.eventLoop().execute(() -> finish().addListener(written::accept));
    }

    @Override
    public void cut() {
        channel.eventLoop().execute(framing::cut);
    }

    /** The client reads again, or does not for now. */
    void writabilityChanged() {
        if (ended) {
            return;
        }
        if (channel.isWritable()) {
            exchange.progressed();
            rest.resume();
        } else {
            pause();
        }
    }

    /** What the client has not taken by now it has to take in time, however little it is. */
    private ChannelFuture finish() {
        ended = true;
        ChannelFuture end = framing.end();
        if (!end.isDone()) {
            exchange.writing();
        }
        return end;
    }

    private void write(ByteBuf part) {
        sent += part.readableBytes();
        exchange.sent(sent);
        framing.part(part);
        if (!channel.isWritable()) {
            pause();
        }
    }

    private void pause() {
        exchange.writing();
        rest.pause();
    }
}
