package io.firebreak.router.forwarding;

import io.firebreak.router.routing.Failure;
import io.firebreak.router.transport.OutgoingTls;
import io.firebreak.router.wire.AsciiText;
import io.micrometer.core.instrument.Clock;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.NetUtil;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections of one event loop to one node: at most so many, the one used last first, so that those not needed grow
 * old and are closed. Requests that find none wait, at most so many.
 */
final class NodeConnections {
    private static final Logger LOG = LoggerFactory.getLogger(NodeConnections.class);
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private final Bootstrap bootstrap;
    private final InetSocketAddress address;
    private final boolean reachable;
    private final RequestBytes bytes;
    private final ForwardingSettings settings;
    private final int mostConnections;
    private final int mostWaiting;
    private final Deque<CellConnection> idle = new ArrayDeque<>();
    private final Deque<CellExchange> waiting = new ArrayDeque<>();
    private int open;

    /**
     * None yet.
     *
     * @param loops the number of event loops that share the bounds
     * @param text of the event loop, to write heads with
     * @param tls if the node speaks it
     */
    NodeConnections(
            URI node,
            Bootstrap bootstrap,
            ForwardingSettings settings,
            Clock clock,
            int loops,
            AsciiText text,
            @Nullable OutgoingTls tls) {
        boolean secured = "https".equals(node.getScheme());
        this.reachable = !secured || tls != null;
        this.address = addressOf(node, secured ? HTTPS : HTTP);
        this.bootstrap = bootstrap.clone().handler(new ChannelInitializer<Channel>() {
            @Override
            protected void initChannel(Channel channel) {
                if (secured && tls != null) {
                    channel.pipeline().addLast(tls.handler(node.getHost(), address.getPort(), settings.budget()));
                }
                CellConnection.on(channel, NodeConnections.this, clock);
            }
        });
        if (!reachable) {
            LOG.warn("{} wants TLS, and firebreak.identity.directory is not set: it cannot be asked", node);
        }
        if (!address.isUnresolved()) {
            this.bootstrap.disableResolver();
        }
        this.bytes = new RequestBytes(node, text);
        this.settings = settings;
        this.mostConnections = Math.max(1, settings.connectionsPerNode() / loops);
        this.mostWaiting = Math.max(1, settings.waitingPerNode() / loops);
    }

    RequestBytes bytes() {
        return bytes;
    }

    long maximumAnswer() {
        return settings.maximumAnswer().toBytes();
    }

    /** A cell that sends nothing of its answer for longer than a whole request may take is given up. */
    long longestSilenceNanos() {
        return settings.budget().toNanos();
    }

    /** Sends a request as soon as a connection is free. */
    void take(CellExchange exchange) {
        CellConnection free = idleOne();
        if (!reachable) {
            exchange.failed(Failure.NOT_CONNECTED);
        } else if (free != null) {
            free.begin(exchange);
        } else if (open < mostConnections) {
            open++;
            connect(exchange, true);
        } else if (waiting.size() < mostWaiting) {
            exchange.waitsAt(this);
            waiting.add(exchange);
        } else {
            exchange.failed(Failure.CROWDED);
        }
    }

    /** A connection is free for the next request. */
    void release(CellConnection connection, long nowNanos) {
        CellExchange next = waiting.poll();
        if (next != null) {
            connection.begin(next);
        } else {
            connection.idleSince(nowNanos);
            idle.push(connection);
        }
    }

    /** A connection is closed, so another one may be made. */
    void closed(CellConnection connection) {
        idle.remove(connection);
        makeRoom();
    }

    void leave(CellExchange exchange) {
        waiting.remove(exchange);
    }

    /** Closes what was not used for too long; the oldest are at the end. */
    void closeIdle(long nowNanos) {
        long longest = settings.idleConnection().toNanos();
        Iterator<CellConnection> oldest = idle.descendingIterator();
        while (oldest.hasNext()) {
            CellConnection connection = oldest.next();
            if (nowNanos - connection.idleSince() < longest) {
                return;
            }
            oldest.remove();
            connection.close();
        }
    }

    void closeAll() {
        while (!idle.isEmpty()) {
            idle.pop().close();
        }
    }

    boolean isUnused() {
        return open == 0 && waiting.isEmpty();
    }

    private @Nullable CellConnection idleOne() {
        while (!idle.isEmpty()) {
            CellConnection connection = idle.pop();
            if (connection.isUsable()) {
                return connection;
            }
            connection.close();
        }
        return null;
    }

    /**
     * A channel that is closed before it was connected is made anew once. Events that epoll had gathered for a connection that
     * was just closed reach the next channel that gets its descriptor, which may be this one, and end it.
     */
    @SuppressWarnings("FutureReturnValueIgnored") // the listener is told, whatever comes of it
    private void connect(CellExchange exchange, boolean onceMore) {
        ChannelFuture connecting = bootstrap.connect(address);
        connecting.addListener((Future<? super Void> done) -> {
            if (onceMore && !exchange.isDone() && done.cause() instanceof ClosedChannelException) {
                connect(exchange, false);
                return;
            }
            if (!done.isSuccess()) {
                exchange.failed(Failure.NOT_CONNECTED);
                makeRoom();
                return;
            }
            SslHandler tls = connecting.channel().pipeline().get(SslHandler.class);
            if (tls == null) {
                begin(connecting.channel(), exchange);
            } else {
                tls.handshakeFuture().addListener((Future<? super Channel> shaken) -> secured(shaken, exchange));
            }
        });
    }

    /** Before the handshake nothing was sent, so another node may be asked; its end as a channel makes room here. */
    private void secured(Future<? super Channel> shaken, CellExchange exchange) {
        if (shaken.isSuccess() && shaken.getNow() instanceof Channel channel) {
            begin(channel, exchange);
        } else {
            exchange.failed(Failure.NOT_CONNECTED);
        }
    }

    private static void begin(Channel channel, CellExchange exchange) {
        CellConnection connection = channel.pipeline().get(CellConnection.class);
        if (exchange.isDone()) {
            connection.release();
        } else {
            connection.begin(exchange);
        }
    }

    private void makeRoom() {
        open--;
        CellExchange next = waiting.poll();
        if (next != null) {
            open++;
            next.waitsNoMore();
            connect(next, true);
        }
    }

    /** An address needs no look-up, a name does before each connection. */
    private static InetSocketAddress addressOf(URI node, int usualPort) {
        int port = node.getPort() < 0 ? usualPort : node.getPort();
        byte[] literal = NetUtil.createByteArrayFromIpAddressString(node.getHost());
        if (literal == null) {
            return InetSocketAddress.createUnresolved(node.getHost(), port);
        }
        try {
            return new InetSocketAddress(InetAddress.getByAddress(literal), port);
        } catch (UnknownHostException length) {
            throw new IllegalArgumentException("no address: " + node.getHost(), length);
        }
    }
}
