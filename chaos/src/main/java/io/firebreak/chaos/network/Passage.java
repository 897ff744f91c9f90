package io.firebreak.chaos.network;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import org.jspecify.annotations.Nullable;

/**
 * One connection through a wire: the end of whoever connected, the end of whoever listens, and what is on its way between them. The
 * second end is there only once the wire lets a connection through, and may be gone before the first. For use by the event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // the end of a channel is told by the channel
final class Passage {
    private final WireProxy wire;
    private final Channel client;
    private final Pipe up;
    private final Pipe down;
    private @Nullable Channel server;
    /** The wire lets nothing through yet. */
    private boolean waits;
    /** Nobody is at the other end, and the client is not told. */
    private boolean halfOpen;

    private boolean over;

    Passage(WireProxy wire, Channel client) {
        this.wire = wire;
        this.client = client;
        this.up = new Pipe(wire.upstream());
        this.down = new Pipe(wire.downstream());
        up.from(client);
        down.to(client);
    }

    /** The client has connected. */
    void begin() {
        if (wire.toxics().connections() == Toxics.Connections.HALF_OPEN) {
            halfOpen = true;
        } else if (wire.resetsNow()) {
            reset();
        } else if (wire.toxics().passesBothWays()) {
            wire.connect(this);
        } else {
            waits = true;
        }
    }

    /** What its connection to the server does. */
    ChannelInboundHandlerAdapter serverSide() {
        return new ServerSide();
    }

    ChannelInboundHandlerAdapter clientSide() {
        return new ClientSide();
    }

    /** The wire has connected it to the server. */
    void connected(Channel channel) {
        if (over || halfOpen) {
            reset(channel);
            return;
        }
        server = channel;
        down.from(channel);
        up.to(channel);
    }

    /** Another connection to the server is not to be had; a process that is dead refuses them. */
    void notConnected() {
        if (!halfOpen) {
            reset();
        }
    }

    /** The wire is another than before. */
    void wireChanged() {
        if (wire.toxics().connections() == Toxics.Connections.HALF_OPEN) {
            loseServer();
        } else if (wire.resetsNow()) {
            reset();
        } else if (waits && wire.toxics().passesBothWays()) {
            waits = false;
            wire.connect(this);
        } else {
            up.laneChanged();
            down.laneChanged();
        }
    }

    private void loseServer() {
        waits = false;
        halfOpen = true;
        up.close();
        down.close();
        Channel channel = server;
        server = null;
        if (channel != null) {
            reset(channel);
        }
    }

    /** Ends both sides as a crash does: with RST, and without what was on its way. */
    void reset() {
        Channel channel = server;
        reset(client);
        if (channel != null) {
            reset(channel);
        }
        end();
    }

    static void reset(Channel channel) {
        try {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
        } catch (ChannelException closedAlready) {
            // then it needs no RST
        }
        channel.close();
    }

    long waitingBytes() {
        return (long) up.waitingBytes() + down.waitingBytes();
    }

    private void end() {
        over = true;
        up.close();
        down.close();
        wire.ended(this);
    }

    /**
     * What a client sends into a half-open connection is lost while the network is gone, and answered with RST once it is back, since nobody
     * there knows the connection (RFC 9293, 3.5.1).
     */
    private void fromClient(ByteBuf bytes) {
        if (!halfOpen) {
            up.arrived(bytes);
            return;
        }
        bytes.release();
        if (wire.toxics().connections() != Toxics.Connections.HALF_OPEN) {
            reset();
        }
    }

    private void clientEnded() {
        Channel channel = server;
        if (channel == null || !channel.isActive()) {
            end();
        } else {
            down.close();
            up.end();
        }
    }

    private void serverEnded() {
        if (halfOpen || over) {
            return;
        }
        if (client.isActive()) {
            up.close();
            down.end();
        } else {
            end();
        }
    }

    private final class ClientSide extends ChannelInboundHandlerAdapter {
        @Override
        public void channelActive(ChannelHandlerContext context) {
            begin();
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            fromClient((ByteBuf) message);
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext context) {
            down.pump();
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            clientEnded();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }

    private final class ServerSide extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            down.arrived((ByteBuf) message);
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext context) {
            up.pump();
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            serverEnded();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }
}
