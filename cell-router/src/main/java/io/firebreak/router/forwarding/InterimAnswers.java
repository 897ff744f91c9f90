package io.firebreak.router.forwarding;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;

/**
 * Takes interim answers (1xx) of a cell out of the stream, since the client of the router asked for none (RFC 9110, section
 * 15.2, lets a proxy drop those it cannot forward). A change of protocols nobody asked for, and a status that is none, end
 * the call.
 */
@SuppressWarnings("FutureReturnValueIgnored") // nobody waits for the end of a broken connection
final class InterimAnswers extends ChannelInboundHandlerAdapter {
    private static final int LOWEST = 100;
    private static final int HIGHEST = 599;

    private boolean interim;

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message instanceof HttpResponse response) {
            int status = response.status().code();
            if (status == HttpResponseStatus.SWITCHING_PROTOCOLS.code() || status < LOWEST || status > HIGHEST) {
                ReferenceCountUtil.release(message);
                ctx.fireExceptionCaught(new IOException("a cell answered with status " + status));
                ctx.close();
                return;
            }
            interim = response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
        }
        if (!interim) {
            ctx.fireChannelRead(message);
            return;
        }
        ReferenceCountUtil.release(message);
        if (message instanceof LastHttpContent) {
            interim = false;
            ctx.read();
        }
    }
}
