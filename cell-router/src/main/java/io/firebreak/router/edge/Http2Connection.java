package io.firebreak.router.edge;

import io.firebreak.router.transport.Deadlines;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import org.jspecify.annotations.Nullable;

/**
 * One connection of HTTP/2 and its bounds. Each of its streams is a request like any other. A client that opens streams only
 * to reset them (CVE-2023-44487), makes the router reset them (CVE-2025-55163), sends heads in endless small pieces or asks
 * for more acknowledgements than it reads loses its connection.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what cannot be closed is closed by its channel
final class Http2Connection extends ChannelInboundHandlerAdapter {
    /** As many as browsers and SDKs use at most; one connection must not hold the places of all others. */
    static final int STREAMS = 100;
    /** Resets in a window: a client that gives requests up does not do so for more than a few a second. */
    private static final int RESETS = 200;

    private static final int RESET_WINDOW_SECONDS = 30;
    /** Answers to pings and settings that wait, since the client does not read. */
    private static final int WAITING_CONTROL_FRAMES = 1_000;
    /** Frames without data or of a few bytes of a head, one after the other. */
    private static final int SMALL_FRAMES = 16;
    /** As long as a request may take; then what is left of a connection that was asked to end is cut. */
    private static final int GRACE_MILLIS = 3_000;

    private final ApiServer server;
    private final Deadlines idleOnes;
    private final Idle idle = new Idle();
    private @Nullable ChannelHandlerContext context;
    private int streams;
    private int requests;

    private Http2Connection(ApiServer server, Deadlines idleOnes) {
        this.server = server;
        this.idleOnes = idleOnes;
    }

    /** Lets a channel, whose first bytes are the preface, speak HTTP/2. */
    static void on(Channel channel, ApiServer server, Deadlines idleOnes) {
        Http2Settings settings = Http2Settings.defaultSettings()
                .maxConcurrentStreams(STREAMS)
                .maxHeaderListSize(server.limits().longestHead());
        Http2Connection connection = new Http2Connection(server, idleOnes);
        channel.pipeline()
                .addLast(Http2FrameCodecBuilder.forServer()
                        .initialSettings(settings)
                        .validateHeaders(true)
                        .validateRequiredPseudoHeaders(true)
                        .decoderEnforceMaxRstFramesPerWindow(RESETS, RESET_WINDOW_SECONDS)
                        .encoderEnforceMaxRstFramesPerWindow(RESETS, RESET_WINDOW_SECONDS)
                        .encoderEnforceMaxQueuedControlFrames(WAITING_CONTROL_FRAMES)
                        .decoderEnforceMaxConsecutiveEmptyDataFrames(SMALL_FRAMES)
                        .decoderEnforceMaxSmallContinuationFrames(SMALL_FRAMES)
                        .gracefulShutdownTimeoutMillis(GRACE_MILLIS)
                        .build())
                .addLast(new Http2MultiplexHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel stream) {
                        connection.opened(stream);
                    }
                }))
                .addLast(connection);
    }

    /** A connection without a request. */
    private final class Idle extends Deadlines.Timed {
        @Override
        protected void tooLate() {
            drain();
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
        idleOnes.set(idle, server.limits().idle().toNanos());
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        idleOnes.clear(idle);
        ctx.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }

    /** Tells the client to open no more streams, and closes when those there are have ended. */
    void drain() {
        if (context != null) {
            context.close();
        }
    }

    private void opened(Channel stream) {
        streams++;
        requests++;
        idleOnes.clear(idle);
        stream.pipeline().addLast(new Http2Stream(server, stream));
        stream.closeFuture().addListener(closed -> {
            streams--;
            if (!server.keeps(requests)) {
                drain();
            } else if (streams == 0) {
                idleOnes.set(idle, server.limits().idle().toNanos());
            }
        });
    }
}
