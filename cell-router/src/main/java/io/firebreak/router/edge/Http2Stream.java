package io.firebreak.router.edge;

import io.firebreak.router.wire.BodyStream;
import io.firebreak.router.wire.Headers;
import io.firebreak.router.wire.Reply;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.HttpConversionUtil;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One request of HTTP/2 and its answer. The head is looked at as strictly as one of HTTP/1, since cells get it as that. */
@SuppressWarnings("FutureReturnValueIgnored") // what cannot be written closes the stream, and that is told
final class Http2Stream extends ChannelInboundHandlerAdapter implements Exchange.Client {
    private static final int ANY_STREAM = 1;
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;
    /** Only a cell knows how long the body is that it does not send to a HEAD (RFC 9110, section 8.6). */
    private static final int UNKNOWN = -1;

    private final ApiServer server;
    private final Channel channel;
    private final String address;
    private @Nullable Exchange exchange;
    private @Nullable AnswerWriter writer;
    private boolean read;

    Http2Stream(ApiServer server, Channel channel) {
        this.server = server;
        this.channel = channel;
        this.address = Provenance.clientOf(channel.parent());
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        try {
            if (message instanceof Http2HeadersFrame head) {
                if (exchange == null && !read) {
                    begin(head);
                }
                ended(head.isEndStream());
            } else if (message instanceof Http2DataFrame data) {
                if (exchange != null) {
                    exchange.bodyPart(data.content());
                }
                ended(data.isEndStream());
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (exchange != null && !read) {
            exchange.waitsForBody();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (writer != null) {
            writer.writabilityChanged();
        }
    }

    /** The client reset the stream, or its connection is gone. */
    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        Exchange left = exchange;
        exchange = null;
        if (left != null) {
            left.abandon();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }

    private void begin(Http2HeadersFrame head) {
        Optional<HttpRequest> request = requestOf(head.headers());
        Optional<Refusal> refused = request.isEmpty() ? Optional.of(malformed()) : RequestForm.check(request.get());
        if (refused.isPresent()) {
            refuse(request.orElse(null), refused.get());
            return;
        }
        HttpRequest asked = request.get();
        Exchange next = server.exchange(asked, this);
        exchange = next;
        if (next.wantsBody() && !head.isEndStream() && HttpUtil.is100ContinueExpected(asked)) {
            channel.writeAndFlush(new DefaultHttp2HeadersFrame(
                    new DefaultHttp2Headers().status(HttpResponseStatus.CONTINUE.codeAsText())));
        }
    }

    private void ended(boolean last) {
        if (last && !read) {
            read = true;
            if (exchange != null) {
                exchange.bodyEnd();
            }
        }
    }

    /** Fields of a connection have no place here (RFC 9113, section 8.2.2), and the codec lets some of them through. */
    private static Optional<HttpRequest> requestOf(Http2Headers head) {
        if (head.contains(HttpHeaderNames.TRANSFER_ENCODING)
                || head.contains(HttpHeaderNames.CONNECTION)
                || head.contains(HttpHeaderNames.UPGRADE)
                || HttpMethod.CONNECT.asciiName().contentEquals(head.method())) {
            return Optional.empty();
        }
        try {
            HttpRequest request = HttpConversionUtil.toHttpRequest(ANY_STREAM, head, true);
            HttpConversionUtil.ExtensionHeaderNames[] made = HttpConversionUtil.ExtensionHeaderNames.values();
            for (HttpConversionUtil.ExtensionHeaderNames name : made) {
                request.headers().remove(name.text());
            }
            return Optional.of(request);
        } catch (Http2Exception | IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static Refusal malformed() {
        return new Refusal(ProblemCode.BAD_REQUEST, "Not a request as RFC 9113, section 8.3, has it");
    }

    /** Answers what was never let in. */
    private void refuse(@Nullable HttpRequest head, Refusal refusal) {
        Reply reply = refusal.reply();
        String id = server.newId();
        server.refused(head, id, reply);
        write(reply, id, false).addListener(done -> wantNoMore());
        read = true;
    }

    @Override
    public void answer(Exchange answered, Reply reply, boolean requestIsRead) {
        BodyStream rest = reply.rest();
        if (rest != null) {
            channel.write(new DefaultHttp2HeadersFrame(headers(reply, answered.id(), rest.length()), false));
            writer = new AnswerWriter(channel, answered, rest, framing(), done -> written(answered, done));
            writer.data(reply.body().toByteBuf());
            rest.readTo(writer);
            return;
        }
        boolean toHead = answered.head().method().equals(HttpMethod.HEAD);
        ChannelFuture writing = write(reply, answered.id(), toHead);
        if (!requestIsRead) {
            writing.addListener(done -> wantNoMore());
        }
        if (writing.isDone()) {
            written(answered, writing);
        } else {
            answered.writing();
            writing.addListener((Future<? super Void> done) -> written(answered, done));
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
        reset(Http2Error.CANCEL);
    }

    private void written(Exchange answered, Future<? super Void> done) {
        answered.written(done.isSuccess());
        if (exchange == answered) {
            exchange = null;
            writer = null;
        }
    }

    private ChannelFuture write(Reply reply, String id, boolean toHead) {
        boolean bodyless = toHead || reply.body().isEmpty();
        int length = toHead && reply.body().isEmpty() ? UNKNOWN : reply.body().size();
        DefaultHttp2HeadersFrame head = new DefaultHttp2HeadersFrame(headers(reply, id, length), bodyless);
        if (bodyless) {
            return channel.writeAndFlush(head);
        }
        channel.write(head);
        return channel.writeAndFlush(new DefaultHttp2DataFrame(reply.body().toByteBuf(), true));
    }

    private Http2Headers headers(Reply reply, String id, long length) {
        Http2Headers headers = new DefaultHttp2Headers()
                .status(HttpResponseStatus.valueOf(reply.status()).codeAsText());
        for (Map.Entry<String, String> header : reply.headers()) {
            headers.add(header.getKey().toLowerCase(Locale.ROOT), header.getValue());
        }
        headers.set(Headers.REQUEST_ID.toLowerCase(Locale.ROOT), id);
        if (server.isSecured() && StrictTransport.isMissingIn(reply)) {
            headers.set(StrictTransport.NAME, StrictTransport.VALUE);
        }
        if (length >= 0
                && reply.status() != NO_CONTENT
                && reply.status() != NOT_MODIFIED
                && !headers.contains(HttpHeaderNames.CONTENT_LENGTH)) {
            headers.setLong(HttpHeaderNames.CONTENT_LENGTH, length);
        }
        return headers;
    }

    private AnswerWriter.Framing framing() {
        return new AnswerWriter.Framing() {
            @Override
            public void part(ByteBuf part) {
                channel.writeAndFlush(new DefaultHttp2DataFrame(part, false));
            }

            @Override
            public ChannelFuture end() {
                return channel.writeAndFlush(new DefaultHttp2DataFrame(Unpooled.EMPTY_BUFFER, true));
            }

            @Override
            public void cut() {
                reset(Http2Error.INTERNAL_ERROR);
            }
        };
    }

    /** After an answer that came before the request's end (RFC 9113, section 8.1); a reset before it would take its place. */
    private void wantNoMore() {
        if (channel.isActive()) {
            reset(Http2Error.NO_ERROR);
        }
    }

    private void reset(Http2Error why) {
        channel.writeAndFlush(new DefaultHttp2ResetFrame(why));
    }
}
