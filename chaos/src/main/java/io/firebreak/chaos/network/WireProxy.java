package io.firebreak.chaos.network;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.Ticker;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One wire: the port that is listened on, the connections through it, and what is wrong with it. For use by the event loop. */
@SuppressWarnings("FutureReturnValueIgnored") // listeners are told, whatever comes of it
final class WireProxy {
    /**
     * More than all routers and nodes of a region keep to one process. While nothing passes, those that were given up stand until the
     * other side may hear of it.
     */
    static final int MOST_PASSAGES = 4_096;

    private static final int BACKLOG = 1_024;
    /** On one machine a connection takes less than a millisecond, or is refused. */
    private static final int CONNECT_MILLIS = 2_000;

    /** A selector gives a closed port back at its next look. */
    private static final int UNTIL_CLOSED_MILLIS = 10;

    private final EventLoop loop;
    private final Wire wire;
    private final SplittableRandom chance;
    private final Lane upstream;
    private final Lane downstream;
    private final Set<Passage> passages = new LinkedHashSet<>();
    private Toxics toxics = Toxics.NONE;
    private @Nullable Channel listener;
    private int port;

    WireProxy(EventLoop loop, Wire wire, Ticker clock, SplittableRandom chance) {
        this.loop = loop;
        this.wire = wire;
        this.port = wire.listen();
        this.chance = chance;
        this.upstream = new Lane(clock, chance.split());
        this.downstream = new Lane(clock, chance.split());
    }

    Lane upstream() {
        return upstream;
    }

    Lane downstream() {
        return downstream;
    }

    Toxics toxics() {
        return toxics;
    }

    /** Whether chance has it that a connection is reset now. */
    boolean resetsNow() {
        return toxics.connections() == Toxics.Connections.RESET && chance.nextDouble() < toxics.resetShare();
    }

    /** Makes it like this from now on, also for the connections that stand; done when it listens, if it is to. */
    CompletableFuture<@Nullable Void> become(Toxics next) {
        toxics = next;
        upstream.become(next.upstream());
        downstream.become(next.downstream());
        if (next.connections() == Toxics.Connections.REFUSE) {
            return refuse();
        }
        List.copyOf(passages).forEach(Passage::wireChanged);
        return listen();
    }

    private CompletableFuture<@Nullable Void> refuse() {
        Channel open = listener;
        listener = null;
        List.copyOf(passages).forEach(Passage::reset);
        CompletableFuture<@Nullable Void> done = new CompletableFuture<>();
        if (open == null) {
            done.complete(null);
        } else {
            open.close();
            loop.schedule(() -> done.complete(null), UNTIL_CLOSED_MILLIS, TimeUnit.MILLISECONDS);
        }
        return done;
    }

    /** Takes connections, if it does not yet. */
    CompletableFuture<@Nullable Void> listen() {
        if (listener != null) {
            return CompletableFuture.completedFuture(null);
        }
        ChannelFuture bound = new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel client) {
                        accept(client);
                    }
                })
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        listener = bound.channel();
        CompletableFuture<@Nullable Void> done = completed(bound);
        done.whenComplete((_, failed) -> {
            if (failed != null) {
                listener = null;
            } else if (bound.channel().localAddress() instanceof InetSocketAddress address) {
                port = address.getPort();
            }
        });
        return done;
    }

    private void accept(SocketChannel client) {
        if (passages.size() >= MOST_PASSAGES) {
            Passage.reset(client);
            return;
        }
        Passage passage = new Passage(this, client);
        passages.add(passage);
        client.pipeline().addLast(passage.clientSide());
    }

    /** Connects a passage to the server. */
    void connect(Passage passage) {
        new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(passage.serverSide())
                .connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), wire.upstream()))
                .addListener((ChannelFuture connected) -> {
                    if (connected.isSuccess()) {
                        passage.connected(connected.channel());
                    } else {
                        passage.notConnected();
                    }
                });
    }

    void ended(Passage passage) {
        passages.remove(passage);
    }

    WireStatus status() {
        return new WireStatus(
                wire.name(),
                port,
                wire.upstream(),
                passages.size(),
                passages.stream().mapToLong(Passage::waitingBytes).sum(),
                upstream.passed(),
                downstream.passed(),
                toxics);
    }

    private static CompletableFuture<@Nullable Void> completed(ChannelFuture future) {
        CompletableFuture<@Nullable Void> done = new CompletableFuture<>();
        future.addListener((ChannelFuture end) -> {
            if (end.isSuccess()) {
                done.complete(null);
            } else {
                done.completeExceptionally(end.cause());
            }
        });
        return done;
    }
}
