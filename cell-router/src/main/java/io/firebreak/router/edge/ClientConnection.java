package io.firebreak.router.edge;

import io.firebreak.router.wire.BodyStream;
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
@SuppressWarnings("FutureReturnValueIgnored") // what cannot be written closes the channel, and that is told
final class ClientConnection implements Exchange.Client {
    private final ApiServer server;
    private final Channel channel;
    private final String address;
    private final RequestGate gate;
    private final AnswerBytes answers;
    private @Nullable Exchange exchange;
    private @Nullable AnswerWriter writer;
    private int requests;

    ClientConnection(ApiServer server, Channel channel, RequestGate gate) {
        this.server = server;
        this.channel = channel;
        this.address = Provenance.clientOf(channel);
        this.gate = gate;
        this.answers = server.answers();
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
        BodyStream rest = reply.rest();
        boolean old = request.protocolVersion().equals(HttpVersion.HTTP_1_0);
        boolean endless = rest != null && rest.length() < 0 && old;
        boolean keep = requestIsRead && !endless && HttpUtil.isKeepAlive(request) && server.keeps(requests);
        AnswerBytes.Connection connection = !keep
                ? AnswerBytes.Connection.CLOSE
                : old ? AnswerBytes.Connection.KEEP_ALIVE : AnswerBytes.Connection.DEFAULT;
        if (rest != null) {
            Http1Framing framing =
                    endless ? Http1Framing.CONNECTION : rest.length() < 0 ? Http1Framing.CHUNKS : Http1Framing.LENGTH;
            channel.write(
                    answers.beginning(reply, answered.id(), connection, rest.length(), framing, channel.alloc()),
                    channel.voidPromise());
            AnswerWriter next = new AnswerWriter(
                    channel, answered, rest, framing.on(channel, answers), done -> written(answered, done, keep));
            writer = next;
            rest.readTo(next);
            channel.flush();
            return;
        }
        boolean toHead = request.method().equals(HttpMethod.HEAD);
        ChannelFuture writing =
                channel.writeAndFlush(answers.of(reply, answered.id(), connection, toHead, channel.alloc()));
        if (writing.isDone()) {
            written(answered, writing, keep);
        } else {
            answered.writing();
            writing.addListener((Future<? super Void> done) -> written(answered, done, keep));
        }
    }

    /** The client reads again, or does not for now. */
    void writabilityChanged() {
        if (writer != null) {
            writer.writabilityChanged();
        }
    }

    private void written(Exchange answered, Future<? super Void> done, boolean keep) {
        answered.written(done.isSuccess());
        if (exchange == answered) {
            writer = null;
            exchange = null;
            gate.served(keep && done.isSuccess());
        }
    }

    @Override
    public String address() {
        return address;
    }

    @Override
    public Channel channel() {
        return channel;
    }

    @Override
    public void cut() {
        channel.close();
    }
}
