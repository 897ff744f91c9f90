package io.firebreak.router.forwarding;

import io.firebreak.router.wire.BodyStream;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import java.nio.charset.StandardCharsets;

/**
 * Writes the rest of a request's body to a cell as fast as the cell takes it. While the client is waited for, the time the
 * cell has does not run; while the cell does not read, it does.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what cannot be written closes the channel, and that is told
final class UploadWriter implements BodyStream.Sink {
    private static final byte[] LINE_END = {'\r', '\n'};
    private static final byte[] LAST_CHUNK = {'0', '\r', '\n', '\r', '\n'};

    private final Channel channel;
    private final CellExchange exchange;
    private final BodyStream rest;
    private boolean complete;

    UploadWriter(Channel channel, CellExchange exchange, BodyStream rest) {
        this.channel = channel;
        this.exchange = exchange;
        this.rest = rest;
    }

    void begin() {
        exchange.waitsForTheClient();
        rest.readTo(this);
    }

    boolean isComplete() {
        return complete;
    }

    /** The cell wants no more of it. */
    void stop() {
        if (!complete) {
            rest.cancel();
        }
    }

    @Override
    public void data(ByteBuf part) {
        if (rest.length() >= 0) {
            channel.writeAndFlush(part, channel.voidPromise());
        } else {
            byte[] size = (Integer.toHexString(part.readableBytes()) + "\r\n").getBytes(StandardCharsets.US_ASCII);
            channel.write(Unpooled.wrappedBuffer(size), channel.voidPromise());
            channel.write(part, channel.voidPromise());
            channel.writeAndFlush(Unpooled.wrappedBuffer(LINE_END), channel.voidPromise());
        }
        if (!channel.isWritable()) {
            exchange.waitsForTheCell();
            rest.pause();
        }
    }

    @Override
    public void end() {
        complete = true;
        if (rest.length() < 0) {
            channel.writeAndFlush(Unpooled.wrappedBuffer(LAST_CHUNK), channel.voidPromise());
        }
        exchange.waitsForTheCell();
    }

    /** A cell must not take a part of the body for all of it. */
    @Override
    public void cut() {
        channel.close();
    }

    /** The cell reads again, or does not for now. */
    void writabilityChanged() {
        if (complete) {
            return;
        }
        if (channel.isWritable()) {
            exchange.waitsForTheClient();
            rest.resume();
        }
    }
}
