package io.firebreak.router.edge;

import io.firebreak.router.transport.Deadlines;
import io.firebreak.router.wire.Reply;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
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
 * problem and is the last of its connection, whatever follows. A head that does not arrive in time ends the connection, and
 * so does a long time without any.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what fails to be written or closed is closed by the channel
final class RequestGate extends ChannelInboundHandlerAdapter {
    /** Clients answer the end of the answers with their own within a round trip; a second is for slow ones. */
    private static final Duration LINGER = Duration.ofSeconds(1);

    private final ApiServer server;
    private final Deadlines idleOnes;
    private final Queue<Object> held = new ArrayDeque<>(0);
    private final Idle idle = new Idle();
    private @Nullable ChannelHandlerContext context;
    private @Nullable ClientConnection connection;
    private boolean serving;
    private boolean passing;
    private boolean headSeen;
    private boolean readAnything;
    private boolean bodyOpen;
    private boolean lingering;
    private @Nullable ScheduledFuture<?> headDeadline;

    RequestGate(ApiServer server, Deadlines idleOnes) {
        this.server = server;
        this.idleOnes = idleOnes;
    }

    /** A connection nobody uses. */
    private final class Idle extends Deadlines.Timed {
        @Override
        protected void tooLate() {
            if (context != null) {
                context.close();
            }
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
        connection = new ClientConnection(server, ctx.channel(), this);
        idleOnes.set(idle, server.limits().idle().toNanos());
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        readAnything = true;
        if (lingering) {
            ReferenceCountUtil.release(message);
        } else if (!held.isEmpty() || (serving && message instanceof HttpRequest)) {
            held.add(message);
            ctx.channel().config().setAutoRead(false);
        } else {
            passing = true;
            pass(ctx, message);
            passing = false;
        }
    }

    /** A read without a message brought a part of a head, or of a chunk's size. */
    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (bodyOpen && connection != null) {
            connection.waitsForMore();
        }
        if (!readAnything && !bodyOpen && !serving && headDeadline == null && !lingering) {
            headDeadline = ctx.executor()
                    .schedule(() -> giveUp(ctx), server.settings().headTimeout().toMillis(), TimeUnit.MILLISECONDS);
        }
        readAnything = false;
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        disarm();
        idleOnes.clear(idle);
        held.forEach(ReferenceCountUtil::release);
        held.clear();
        if (connection != null) {
            connection.gone();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (connection != null) {
            connection.writabilityChanged();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }

    /** The request let in last is answered. What comes next may be let in: before this it would be taken for a part of it. */
    void served(boolean keep) {
        serving = false;
        ChannelHandlerContext ctx = context;
        if (ctx == null || lingering) {
            return;
        }
        if (!keep || server.isDraining()) {
            end(ctx);
            return;
        }
        idleOnes.set(idle, server.limits().idle().toNanos());
        if (passing) {
            return;
        }
        passing = true;
        while (!held.isEmpty() && !lingering && !(serving && held.peek() instanceof HttpRequest)) {
            pass(ctx, held.remove());
        }
        passing = false;
        if (held.isEmpty() && !ctx.channel().config().isAutoRead()) {
            ctx.channel().config().setAutoRead(true);
        }
    }

    /** No more requests: the one being served is the last. */
    void drain() {
        if (!serving && context != null) {
            context.close();
        }
    }

    private void pass(ChannelHandlerContext ctx, Object message) {
        ClientConnection requests = connection;
        try {
            if (requests == null || lingering) {
                return;
            }
            if (message instanceof HttpRequest request) {
                begin(ctx, request, requests);
            } else if (message instanceof HttpContent content) {
                goOn(ctx, content, requests);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void begin(ChannelHandlerContext ctx, HttpRequest request, ClientConnection requests) {
        disarm();
        idleOnes.clear(idle);
        headSeen = true;
        bodyOpen = true;
        Optional<Refusal> refused = RequestForm.check(request);
        if (refused.isPresent()) {
            refuse(ctx, request, refused.get());
        } else {
            serving = true;
            requests.head(request);
        }
    }

    /** Whoever reads the body must not take its beginning for all of it. */
    private void goOn(ChannelHandlerContext ctx, HttpContent content, ClientConnection requests) {
        if (content.decoderResult().isFailure()) {
            if (serving) {
                requests.refuse(RequestForm.unreadable(content.decoderResult().cause()));
            } else {
                ctx.close();
            }
            return;
        }
        if (content instanceof LastHttpContent) {
            bodyOpen = false;
        }
        requests.content(content);
    }

    private void giveUp(ChannelHandlerContext ctx) {
        if (headSeen) {
            bodyOpen = true;
            end(ctx);
        } else {
            refuse(
                    ctx,
                    null,
                    new Refusal(
                            ProblemCode.REQUEST_TIMEOUT,
                            "The head of a request must arrive within %d ms"
                                    .formatted(server.settings().headTimeout().toMillis())));
        }
    }

    /** Answers what was never let in. */
    private void refuse(ChannelHandlerContext ctx, @Nullable HttpRequest head, Refusal refusal) {
        Reply reply = refusal.reply();
        String id = server.newId();
        server.refused(head, id, reply);
        bodyOpen = true;
        ChannelFuture written =
                ctx.writeAndFlush(server.answers().of(reply, id, AnswerBytes.Connection.CLOSE, false, ctx.alloc()));
        end(ctx);
        written.addListener(done -> {
            if (!done.isSuccess()) {
                ctx.close();
            }
        });
    }

    /** A connection closed with bytes unread is reset, and its client may never see the answer: so they are read a while. */
    private void end(ChannelHandlerContext ctx) {
        boolean unread = bodyOpen || !held.isEmpty();
        if (!unread || !ctx.channel().isActive()) {
            ctx.close();
            return;
        }
        lingering = true;
        disarm();
        held.forEach(ReferenceCountUtil::release);
        held.clear();
        ((DuplexChannel) ctx.channel()).shutdownOutput();
        ctx.channel().config().setAutoRead(true);
        ctx.executor().schedule(() -> ctx.close(), LINGER.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void disarm() {
        if (headDeadline != null) {
            headDeadline.cancel(false);
            headDeadline = null;
        }
    }
}
