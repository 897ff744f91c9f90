package io.firebreak.router.edge;

import io.firebreak.router.routing.RequestKind;
import io.firebreak.router.wire.Headers;
import io.firebreak.router.wire.Reply;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Stands between the decoder of one connection and all that acts on requests. It lets one request in at a time, which bounds
 * what pipelining costs: the rest waits in the client's socket. A request that {@link RequestForm} refuses is answered with a
 * problem and is the last of its connection, whatever follows. A head that does not arrive in time ends the connection.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what fails to be written or closed is closed by the channel
final class RequestGate extends ChannelDuplexHandler {
    /** Clients answer the end of the answers with their own within a round trip; a second is for slow ones. */
    private static final Duration LINGER = Duration.ofSeconds(1);

    private final EdgeSettings settings;
    private final EdgeMetrics metrics;
    private final Queue<Object> held = new ArrayDeque<>();
    private boolean serving;
    private boolean informational;
    private boolean answered;
    private boolean readWanted;
    private boolean headSeen;
    private boolean readAnything;
    private boolean bodyOpen;
    private boolean lingering;
    private @Nullable Refusal refusal;
    private @Nullable ScheduledFuture<?> headDeadline;

    RequestGate(EdgeSettings settings, EdgeMetrics metrics) {
        this.settings = settings;
        this.metrics = metrics;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        readAnything = true;
        if (refusal != null || lingering) {
            ReferenceCountUtil.release(message);
        } else if (!held.isEmpty() || (serving && message instanceof HttpRequest)) {
            held.add(message);
            ctx.channel().config().setAutoRead(false);
        } else {
            pass(ctx, message);
        }
    }

    /** A read without a message brought a part of a head, or of a chunk's size. */
    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (!readAnything && !bodyOpen && !serving && headDeadline == null) {
            headDeadline = ctx.executor()
                    .schedule(() -> giveUp(ctx), settings.headTimeout().toMillis(), TimeUnit.MILLISECONDS);
        }
        readAnything = false;
        ctx.fireChannelReadComplete();
    }

    /** While requests wait here, no more are read. */
    @Override
    public void read(ChannelHandlerContext ctx) {
        if (held.isEmpty()) {
            ctx.read();
        } else {
            readWanted = true;
        }
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        Object out = message;
        if (message instanceof HttpResponse response) {
            informational = response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
            if (!informational && !response.headers().contains(Headers.REQUEST_ID)) {
                ReferenceCountUtil.release(message);
                out = refused();
            } else if (refusal != null) {
                response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
            }
        }
        boolean ends = !informational && out instanceof LastHttpContent;
        answered |= ends;
        ctx.write(out, promise);
    }

    /** The library tells by an event of its own that all that belonged to a request is done. */
    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        ctx.fireUserEventTriggered(event);
        if (answered) {
            answered = false;
            served(ctx);
        }
    }

    /** A connection closed with bytes unread is reset, and its client may never see the answer: so they are read a while. */
    @Override
    public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
        boolean unread = refusal != null || bodyOpen;
        if (lingering || !unread || !ctx.channel().isActive()) {
            ctx.close(promise);
            return;
        }
        lingering = true;
        ((DuplexChannel) ctx.channel()).shutdownOutput();
        ctx.channel().config().setAutoRead(true);
        ctx.executor().schedule(() -> ctx.close(promise), LINGER.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        disarm();
        held.forEach(ReferenceCountUtil::release);
        held.clear();
    }

    /** What comes next may be let in: before this it would be taken for a part of what was. */
    private void served(ChannelHandlerContext ctx) {
        serving = false;
        while (!held.isEmpty() && refusal == null && !(serving && held.peek() instanceof HttpRequest)) {
            pass(ctx, held.remove());
        }
        if (held.isEmpty() && readWanted) {
            readWanted = false;
            ctx.read();
        }
    }

    private void pass(ChannelHandlerContext ctx, Object message) {
        if (message instanceof HttpRequest request) {
            disarm();
            headSeen = true;
            serving = true;
            bodyOpen = true;
            Optional<Refusal> refused = RequestForm.check(request);
            if (refused.isPresent()) {
                refusal = refused.get();
                request.setProtocolVersion(HttpVersion.HTTP_1_1);
                request.setDecoderResult(DecoderResult.failure(refused.get()));
            }
        } else if (message instanceof HttpContent content
                && content.decoderResult().isFailure()) {
            endOfReading(ctx, content);
            return;
        }
        if (message instanceof LastHttpContent) {
            bodyOpen = false;
        }
        ctx.fireChannelRead(message);
    }

    /** Whoever reads the body must not take its beginning for all of it. */
    private void endOfReading(ChannelHandlerContext ctx, HttpContent content) {
        Throwable cause = content.decoderResult().cause();
        content.release();
        refusal = RequestForm.unreadable(cause);
        if (serving) {
            ctx.fireExceptionCaught(refusal);
        } else {
            ctx.close();
        }
    }

    private void giveUp(ChannelHandlerContext ctx) {
        if (headSeen) {
            ctx.close();
            return;
        }
        refusal = new Refusal(
                ProblemCode.REQUEST_TIMEOUT,
                "The head of a request must arrive within %d ms"
                        .formatted(settings.headTimeout().toMillis()));
        ctx.writeAndFlush(refused()).addListener(written -> close(ctx, ctx.newPromise()));
    }

    private void disarm() {
        if (headDeadline != null) {
            headDeadline.cancel(false);
            headDeadline = null;
        }
    }

    /** The answer to what was never let in. */
    private FullHttpResponse refused() {
        Reply reply =
                refusal != null ? refusal.reply() : Problem.of(ProblemCode.BAD_REQUEST, "The request cannot be read");
        metrics.refused(RequestKind.OTHER, reply.status());
        FullHttpResponse answer = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(reply.status()),
                reply.body().toByteBuf());
        answer.headers().set(reply.headers());
        answer.headers().set(HttpHeaderNames.CONTENT_LENGTH, reply.body().size());
        answer.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        return answer;
    }
}
