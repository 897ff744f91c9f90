package io.firebreak.router.edge;

import io.firebreak.router.transport.Deadlines;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http2.Http2CodecUtil;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the first bytes of a connection: a client that knows that HTTP/2 is spoken here begins with its preface (RFC 9113,
 * section 3.4), whatever else comes is HTTP/1. Then it is gone. The wish to change to HTTP/2 later, which RFC 9113 dropped, is
 * passed over as HTTP lets a server do.
 */
final class ProtocolChoice extends ByteToMessageDecoder {
    private final Consumer<Channel> http1;
    private final Consumer<Channel> http2;

    private final Deadlines idleOnes;
    private final Duration longestIdle;
    private final Idle idle = new Idle();
    private @Nullable Channel channel;

    ProtocolChoice(Consumer<Channel> http1, Consumer<Channel> http2, Deadlines idleOnes, Duration longestIdle) {
        this.http1 = http1;
        this.http2 = http2;
        this.idleOnes = idleOnes;
        this.longestIdle = longestIdle;
    }

    /** A connection that has said nothing yet. */
    private final class Idle extends Deadlines.Timed {
        @Override
        @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for the end of a silent connection
        protected void tooLate() {
            if (channel != null) {
                channel.close();
            }
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        channel = ctx.channel();
        idleOnes.set(idle, longestIdle.toNanos());
    }

    @Override
    protected void handlerRemoved0(ChannelHandlerContext ctx) {
        idleOnes.clear(idle);
    }

    /** The client is gone, or its handshake came to nothing. */
    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for the end of it
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        ByteBuf preface = Http2CodecUtil.connectionPrefaceBuf();
        try {
            int length = Math.min(in.readableBytes(), preface.readableBytes());
            boolean same = in.slice(in.readerIndex(), length).equals(preface.slice(0, length));
            if (same && length < preface.readableBytes()) {
                return;
            }
            (same ? http2 : http1).accept(ctx.channel());
            ctx.pipeline().remove(this);
        } finally {
            preface.release();
        }
    }
}
