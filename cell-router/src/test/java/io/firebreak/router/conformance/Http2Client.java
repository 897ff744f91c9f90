package io.firebreak.router.conformance;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2GoAwayFrame;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2SettingsFrame;
import io.netty.handler.codec.http2.Http2StreamChannelBootstrap;
import io.netty.util.ReferenceCountUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A client that knows the router speaks HTTP/2 and checks none of what it sends itself. */
@SuppressWarnings("FutureReturnValueIgnored") // what came of a frame shows in what the router sends
final class Http2Client implements AutoCloseable {
    private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final CompletableFuture<Http2Settings> settings = new CompletableFuture<>();
    private final CompletableFuture<Long> goAway = new CompletableFuture<>();
    private final Channel connection;

    /** What a stream came to; the status is 0 when it was reset. */
    record Answer(int status, Http2Headers headers, String body) {}

    Http2Client(int port) {
        connection = new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(Http2FrameCodecBuilder.forClient()
                                        .validateHeaders(false)
                                        .encoderEnforceMaxQueuedControlFrames(0)
                                        .build())
                                .addLast(new Http2MultiplexHandler(new ChannelInboundHandlerAdapter()))
                                .addLast(new Watch());
                    }
                })
                .connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                .syncUninterruptibly()
                .channel();
    }

    static Http2Headers get(String path) {
        return new DefaultHttp2Headers(false)
                .method("GET")
                .scheme("http")
                .authority("router.example")
                .path(path)
                .add("authorization", StartedRouter.KEY.substring(15).strip());
    }

    static Http2Headers post(String path) {
        return get(path).method("POST");
    }

    Http2Settings settings() throws Exception {
        return settings.get(5, TimeUnit.SECONDS);
    }

    /** The error the router ended the connection with. */
    long goneAway() throws Exception {
        return goAway.get(10, TimeUnit.SECONDS);
    }

    boolean isOpen() {
        return connection.isActive();
    }

    CompletableFuture<Answer> send(Http2Headers head, String body) {
        Stream stream = open(true);
        stream.write(head, body);
        return stream.answer;
    }

    Stream open(boolean reading) {
        return tryOpen(reading).orElseThrow(() -> new AssertionError("the connection is closed"));
    }

    /** Nothing when the router has closed the connection. */
    Optional<Stream> tryOpen(boolean reading) {
        Stream stream = new Stream();
        boolean open = new Http2StreamChannelBootstrap(connection)
                .handler(stream)
                .open()
                .awaitUninterruptibly()
                .isSuccess();
        if (!open) {
            return Optional.empty();
        }
        stream.reading(reading);
        return Optional.of(stream);
    }

    @Override
    public void close() {
        connection.close().syncUninterruptibly();
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    private final class Watch extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            if (message instanceof Http2SettingsFrame frame) {
                settings.complete(frame.settings());
            } else if (message instanceof Http2GoAwayFrame frame) {
                goAway.complete(frame.errorCode());
            }
            ReferenceCountUtil.release(message);
        }
    }

    static final class Stream extends ChannelInboundHandlerAdapter {
        final CompletableFuture<Answer> answer = new CompletableFuture<>();
        final AtomicLong received = new AtomicLong();
        private final StringBuilder body = new StringBuilder();
        private @Nullable Channel opened;
        private Http2Headers headers = new DefaultHttp2Headers();
        private int status;

        @Override
        public void handlerAdded(ChannelHandlerContext ctx) {
            opened = ctx.channel();
        }

        private Channel channel() {
            return Objects.requireNonNull(opened);
        }

        void write(Http2Headers head, String content) {
            channel().write(new DefaultHttp2HeadersFrame(head, content.isEmpty()));
            if (!content.isEmpty()) {
                ByteBuf bytes = Unpooled.wrappedBuffer(content.getBytes(StandardCharsets.ISO_8859_1));
                channel().write(new DefaultHttp2DataFrame(bytes, true));
            }
            channel().flush();
        }

        void write(Object frame) {
            channel().writeAndFlush(frame);
        }

        void reading(boolean on) {
            channel().config().setAutoRead(on);
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            if (message instanceof Http2HeadersFrame head) {
                headers = head.headers();
                status = Integer.parseInt(headers.status().toString());
                finish(head.isEndStream());
            } else if (message instanceof Http2DataFrame data) {
                received.addAndGet(data.content().readableBytes());
                if (body.length() < 1_000) {
                    body.append(new String(ByteBufUtil.getBytes(data.content()), StandardCharsets.ISO_8859_1));
                }
                finish(data.isEndStream());
            }
            ReferenceCountUtil.release(message);
        }

        /** After a reset too: what came before it is read first. */
        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            answer.complete(new Answer(0, headers, body.toString()));
        }

        private void finish(boolean last) {
            if (last) {
                answer.complete(new Answer(status, headers, body.toString()));
            }
        }
    }
}
