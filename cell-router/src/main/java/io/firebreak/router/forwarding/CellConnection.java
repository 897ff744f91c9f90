package io.firebreak.router.forwarding;

import io.firebreak.router.routing.Failure;
import io.firebreak.router.wire.BodyBuffer;
import io.firebreak.router.wire.BodyStream;
import io.firebreak.router.wire.Headers;
import io.firebreak.router.wire.Reply;
import io.micrometer.core.instrument.Clock;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a node: one request at a time, and its answer. Interim answers (1xx) are dropped, since the client asked
 * for none (RFC 9110, section 15.2); a change of protocols nobody asked for and a status that is none end the connection, and
 * so does every byte that is no part of an answer.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what cannot be written closes the channel, and that is told
final class CellConnection extends ChannelInboundHandlerAdapter {
    private static final int LOWEST = 100;
    private static final int HIGHEST = 599;
    /** Nearly all answers are shorter; a longer one is passed on as it comes. Twice this is what one read may bring. */
    private static final int HELD = 64 * 1_024;

    private final Channel channel;
    private final AnswerDecoder decoder;
    private final NodeConnections home;
    private final Clock clock;
    private final BodyBuffer body = new BodyBuffer();
    private @Nullable CellExchange exchange;
    private @Nullable HttpResponse head;
    private @Nullable AnswerStream stream;
    private @Nullable UploadWriter upload;
    private boolean interim;
    private boolean free;
    private boolean reusable;
    private long idleSince;

    private CellConnection(Channel channel, NodeConnections home, Clock clock) {
        this.channel = channel;
        this.decoder = new AnswerDecoder();
        this.home = home;
        this.clock = clock;
    }

    /** Takes a new channel over. */
    static CellConnection on(Channel channel, NodeConnections home, Clock clock) {
        CellConnection connection = new CellConnection(channel, home, clock);
        channel.pipeline().addLast(connection.decoder, connection);
        return connection;
    }

    /** Writes a request. */
    void begin(CellExchange next) {
        exchange = next;
        next.isOn(this);
        decoder.expect(next.request().method().equals(HttpMethod.HEAD));
        ByteBuf bytes = home.bytes().of(next.request(), next.timeoutMillis(), channel.alloc());
        channel.writeAndFlush(bytes, channel.voidPromise());
        BodyStream rest = next.request().upload();
        if (rest != null) {
            upload = new UploadWriter(channel, next, rest);
            upload.begin();
        }
    }

    /** May serve the next request. */
    void release() {
        home.release(this, clock.monotonicTime());
    }

    /** Its answer is not wanted any more. */
    void abandon() {
        exchange = null;
        stream = null;
        endUpload();
        close();
    }

    /** Whether more is read from the node. */
    void reading(boolean on) {
        channel.config().setAutoRead(on);
    }

    void close() {
        channel.close();
    }

    boolean isUsable() {
        return channel.isActive();
    }

    void idleSince(long nanos) {
        idleSince = nanos;
    }

    long idleSince() {
        return idleSince;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        try {
            if (exchange == null && stream == null) {
                close();
            } else if (message instanceof HttpResponse response) {
                began(response);
            } else if (message instanceof HttpContent content) {
                continued(content);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    /** Only now is it certain that nothing came behind the answer. */
    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (free) {
            free = false;
            boolean uploaded = upload == null || upload.isComplete();
            endUpload();
            if (uploaded && reusable && !decoder.hasMore() && allWritten()) {
                release();
            } else {
                close();
            }
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (upload != null) {
            upload.writabilityChanged();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        home.closed(this);
        fail();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        fail();
    }

    private void began(HttpResponse response) {
        int status = response.status().code();
        if (response.decoderResult().isFailure()
                || status == HttpResponseStatus.SWITCHING_PROTOCOLS.code()
                || status < LOWEST
                || status > HIGHEST) {
            fail();
            return;
        }
        interim = response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
        head = interim ? null : response;
        body.clear();
    }

    private void continued(HttpContent content) {
        if (interim) {
            interim = !(content instanceof LastHttpContent);
            return;
        }
        HttpResponse response = head;
        if (response == null || content.decoderResult().isFailure()) {
            fail();
        } else if (stream != null) {
            stream.data(content.content());
        } else {
            hold(response, content);
        }
        if (content instanceof LastHttpContent && head != null) {
            complete(head);
        }
    }

    /** What is held can be asked for elsewhere if this cell dies; what is passed on cannot. */
    private void hold(HttpResponse response, HttpContent content) {
        body.add(content.content());
        if (content instanceof LastHttpContent) {
            return;
        }
        if (isToBeStreamed(response)) {
            passOn(response);
        } else if (body.size() > home.maximumAnswer()) {
            fail();
        }
    }

    private boolean isToBeStreamed(HttpResponse response) {
        CellExchange asked = exchange;
        return asked != null
                && body.size() > HELD
                && !asked.request().kind().gathered()
                && ReplyReader.passesOn(response.status().code());
    }

    private void passOn(HttpResponse response) {
        CellExchange answered = exchange;
        HttpHeaders headers = Headers.towardsClient(response.headers());
        exchange = null;
        if (answered != null) {
            AnswerStream rest = new AnswerStream(
                    this,
                    channel.eventLoop(),
                    answered.deadlines(),
                    home.longestSilenceNanos(),
                    HttpUtil.getContentLength(response, -1L));
            stream = rest;
            answered.replied(new Reply(response.status().code(), headers, body.take(), rest));
        }
    }

    private void complete(HttpResponse response) {
        CellExchange answered = exchange;
        AnswerStream streamed = stream;
        Reply reply = answered == null
                ? null
                : new Reply(response.status().code(), headersOf(response, answered), body.take());
        exchange = null;
        stream = null;
        head = null;
        free = true;
        reusable = HttpUtil.isKeepAlive(response);
        if (streamed != null) {
            streamed.end();
        }
        if (answered != null && reply != null) {
            answered.replied(reply);
        }
    }

    /** The answer to a HEAD tells the length of a body that is not there. */
    private static HttpHeaders headersOf(HttpResponse response, CellExchange answered) {
        HttpHeaders headers = Headers.towardsClient(response.headers());
        String length = response.headers().get(HttpHeaderNames.CONTENT_LENGTH);
        if (length != null && answered.request().method().equals(HttpMethod.HEAD)) {
            headers.set(HttpHeaderNames.CONTENT_LENGTH, length);
        }
        return headers;
    }

    /** Whatever the cell says from here on, it is no answer to this request. */
    private void fail() {
        CellExchange cutOff = exchange;
        AnswerStream streamed = stream;
        exchange = null;
        stream = null;
        head = null;
        endUpload();
        close();
        if (streamed != null) {
            streamed.cut();
        }
        if (cutOff != null) {
            cutOff.failed(Failure.CUT_OFF);
        }
    }

    private void endUpload() {
        UploadWriter unfinished = upload;
        upload = null;
        if (unfinished != null) {
            unfinished.stop();
        }
    }

    /** An answer that came before its request was read leaves bytes behind. */
    private boolean allWritten() {
        ChannelOutboundBuffer unwritten = channel.unsafe().outboundBuffer();
        return unwritten != null && unwritten.isEmpty();
    }
}
