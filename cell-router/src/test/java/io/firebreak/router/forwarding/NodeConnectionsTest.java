package io.firebreak.router.forwarding;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.router.cells.CellThatAnswers;
import io.firebreak.router.routing.Failure;
import io.firebreak.router.routing.RequestKind;
import io.firebreak.router.transport.Deadlines;
import io.firebreak.router.transport.EventLoops;
import io.firebreak.router.transport.Transport;
import io.firebreak.router.wire.AsciiText;
import io.firebreak.router.wire.BodyBuffer;
import io.micrometer.core.instrument.Clock;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import java.net.SocketAddress;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

/** A node that is well, and channels to it that are closed before they are connected. */
class NodeConnectionsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int ONE = 1;

    private final EventLoops loops = new EventLoops(Transport.NIO, ONE);
    private final CellThatAnswers node = new CellThatAnswers("cell-1");
    private final AtomicInteger closedFirst = new AtomicInteger();
    private volatile boolean nextHangs;
    private final NodeConnections connections = new NodeConnections(
            node.url(),
            new Bootstrap().group(loops.group()).channelFactory(this::channel),
            settings(),
            Clock.SYSTEM,
            ONE,
            new AsciiText(),
            null);

    @AfterEach
    void end() {
        loops.close();
        node.close();
    }

    @Test
    void connectsAnewWhenAChannelIsClosedBeforeItIsConnected() throws Exception {
        closedFirst.set(1);

        assertThat(ask()).isInstanceOf(CellHttp.Delivery.Replied.class);
    }

    @Test
    void givesUpWhenTheNextOneIsClosedTooAndKeepsItsPlaceForTheNextRequest() throws Exception {
        closedFirst.set(2);

        assertThat(ask()).isEqualTo(new CellHttp.Delivery.Failed(Failure.NOT_CONNECTED));
        assertThat(ask()).isInstanceOf(CellHttp.Delivery.Replied.class);
    }

    /** Whoever waits gets the place of a connection that came to nothing, and may have reached the node then for all it knows. */
    @Test
    void whoHasTheConnectionThatIsBeingMadeWaitsForTheNodeAndNotInAQueue() throws Exception {
        closedFirst.set(2);
        nextHangs = true;
        CompletableFuture<CellHttp.Delivery> first = new CompletableFuture<>();
        CompletableFuture<CellHttp.Delivery> second = new CompletableFuture<>();
        CellExchange one = exchange(PATIENCE, first);
        CellExchange two = exchange(Duration.ofMillis(200), second);
        loops.loop(0).execute(() -> {
            connections.take(one);
            connections.take(two);
            two.waitsForTheCell();
        });

        assertThat(first.get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .isEqualTo(new CellHttp.Delivery.Failed(Failure.NOT_CONNECTED));
        assertThat(second.get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .isEqualTo(new CellHttp.Delivery.Failed(Failure.TIMED_OUT));
    }

    private CellHttp.Delivery ask() throws Exception {
        CompletableFuture<CellHttp.Delivery> delivery = new CompletableFuture<>();
        CellExchange exchange = exchange(PATIENCE, delivery);
        loops.loop(0).execute(() -> connections.take(exchange));
        return delivery.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private CellExchange exchange(Duration timeout, CompletableFuture<CellHttp.Delivery> delivery) {
        CellRequest request = new CellRequest(
                RequestKind.READ,
                HttpMethod.GET,
                "/v1/shard",
                new DefaultHttpHeaders(),
                new BodyBuffer().take(),
                new CallTrail("request", "GET", "/v1/shard", 0));
        Deadlines deadlines = new Deadlines(loops.loop(0), Clock.SYSTEM, Duration.ofMillis(5));
        return new CellExchange(request, timeout.toMillis(), deadlines, delivery::complete);
    }

    private Channel channel() {
        if (closedFirst.getAndDecrement() > 0) {
            return new ChannelClosedTooEarly();
        }
        return nextHangs ? new ChannelThatHangs() : new NioSocketChannel();
    }

    private static ForwardingSettings settings() {
        return new ForwardingSettings(
                PATIENCE, PATIENCE, ONE, PATIENCE, ONE, ONE, PATIENCE, DataSize.ofMegabytes(1), 10, 10);
    }

    private static final class ChannelClosedTooEarly extends NioSocketChannel {
        @Override
        protected boolean doConnect(SocketAddress remote, SocketAddress local) throws Exception {
            throw new ClosedChannelException();
        }
    }

    /** A paused process: nothing comes back. */
    private static final class ChannelThatHangs extends NioSocketChannel {
        @Override
        protected boolean doConnect(SocketAddress remote, SocketAddress local) {
            return false;
        }
    }
}
