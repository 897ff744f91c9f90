package io.firebreak.router.edge;

import io.firebreak.router.wire.Reply;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** The requests of one HTTP/1 connection, one after the other, and their answers on it. */
final class ClientConnection implements Exchange.Client {
    private final ApiServer server;
    private final Channel channel;
    private final RequestGate gate;
    private @Nullable Exchange exchange;
    private int requests;

    ClientConnection(ApiServer server, Channel channel, RequestGate gate) {
        this.server = server;
        this.channel = channel;
        this.gate = gate;
    }

    void head(HttpRequest request) {
        requests++;
        Exchange next = server.exchange(request, this);
        exchange = next;
        if (next.wantsBody() && next.hasBody() && HttpUtil.is100ContinueExpected(request)) {
            ChannelFuture asked = channel.writeAndFlush(ByteBufUtil.writeAscii(channel.alloc(), AnswerBytes.CONTINUE));
            asked.addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        }
    }

    void content(HttpContent content) {
        Exchange current = exchange;
        if (current == null) {
            return;
        }
        current.bodyPart(content.content());
        if (content instanceof LastHttpContent) {
            current.bodyEnd();
        }
    }

    /** No more has come for now. */
    void waitsForMore() {
        if (exchange != null) {
            exchange.waitsForBody();
        }
    }

    /** The body cannot be read to its end. */
    void refuse(Refusal refusal) {
        if (exchange != null) {
            exchange.refuse(refusal);
        }
    }

    void gone() {
        Exchange left = exchange;
        exchange = null;
        if (left != null) {
            left.abandon();
        }
    }

    @Override
    public void answer(Exchange answered, Reply reply, boolean requestIsRead) {
        HttpRequest request = answered.head();
        boolean keep = requestIsRead && HttpUtil.isKeepAlive(request) && server.keeps(requests);
        AnswerBytes.Connection connection = !keep
                ? AnswerBytes.Connection.CLOSE
                : request.protocolVersion().equals(HttpVersion.HTTP_1_0)
                        ? AnswerBytes.Connection.KEEP_ALIVE
                        : AnswerBytes.Connection.DEFAULT;
        boolean toHead = request.method().equals(HttpMethod.HEAD);
        ChannelFuture writing =
                channel.writeAndFlush(AnswerBytes.of(reply, answered.id(), connection, toHead, channel.alloc()));
        if (writing.isDone()) {
            written(answered, writing, keep);
        } else {
            answered.writing();
            writing.addListener((Future<? super Void> done) -> written(answered, done, keep));
        }
    }

    private void written(Exchange answered, Future<? super Void> done, boolean keep) {
        answered.written(done.isSuccess());
        if (exchange == answered) {
            exchange = null;
            gate.served(keep && done.isSuccess());
        }
    }

    @Override
    public void run(Runnable task) {
        if (channel.eventLoop().inEventLoop()) {
            task.run();
        } else {
            channel.eventLoop().execute(task);
        }
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for the end of a broken connection
    public void cut() {
        channel.close();
    }
}
