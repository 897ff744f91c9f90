package io.firebreak.router.edge;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;

/** The rest of an answer in HTTP/1: plain bytes after a length, or chunks (RFC 9112, section 7.1), or all until the end. */
@SuppressWarnings("FutureReturnValueIgnored") // what cannot be written closes the channel, and that is told
enum Http1Framing {
    LENGTH,
    CHUNKS,
    /** For HTTP/1.0, where the end of the connection is the end of the answer. */
    CONNECTION;

    AnswerWriter.Framing on(Channel channel, AnswerBytes bytes) {
        return new AnswerWriter.Framing() {
            @Override
            public void part(ByteBuf part) {
                if (Http1Framing.this == CHUNKS) {
                    channel.write(bytes.chunkBegin(part.readableBytes(), channel.alloc()), channel.voidPromise());
                    channel.write(part, channel.voidPromise());
                    channel.writeAndFlush(AnswerBytes.chunkEnd(), channel.voidPromise());
                } else {
                    channel.writeAndFlush(part, channel.voidPromise());
                }
            }

            @Override
            public ChannelFuture end() {
                return channel.writeAndFlush(
                        Http1Framing.this == CHUNKS ? AnswerBytes.lastChunk() : AnswerBytes.nothing());
            }

            // a close would look like the end to a reader without length and chunks, so it is reset
            @Override
            public void cut() {
                if (Http1Framing.this == CONNECTION) {
                    channel.config().setOption(ChannelOption.SO_LINGER, 0);
                }
                channel.close();
            }
        };
    }
}
