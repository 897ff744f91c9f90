package io.firebreak.router.forwarding;

import io.firebreak.router.transport.Deadlines;
import io.firebreak.router.transport.EventLoops;
import io.firebreak.router.transport.OutgoingTls;
import io.firebreak.router.wire.AsciiText;
import io.micrometer.core.instrument.Clock;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.DatagramChannel;
import io.netty.resolver.dns.DnsAddressResolverGroup;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** All connections to cells of one event loop, and the deadlines of the requests on them. */
final class LoopConnections {
    /** A deadline of 400 ms that is kept 5 ms late is still kept; looking more often costs more than it tells. */
    private static final Duration TICK = Duration.ofMillis(5);
    /** A process that was started again may have another address, and its name's owner may say that the old one is good for minutes. */
    private static final int LONGEST_ADDRESS_SECONDS = 2;

    /** Half of the shortest sensible time a connection may be idle. */
    private static final Duration EVICTION = Duration.ofSeconds(5);

    private final EventLoop loop;
    private final int loops;
    private final ForwardingSettings settings;
    private final Clock clock;
    private final @Nullable OutgoingTls tls;
    private final Deadlines deadlines;
    private final Bootstrap bootstrap;
    private final Map<URI, NodeConnections> nodes = new HashMap<>();
    private final AsciiText text = new AsciiText();
    private boolean evicting;

    /** Names of nodes are looked up without blocking the loop, which the resolver of the JDK would. */
    LoopConnections(EventLoops all, int index, ForwardingSettings settings, Clock clock, @Nullable OutgoingTls tls) {
        this.loop = all.loop(index);
        this.loops = all.count();
        this.settings = settings;
        this.clock = clock;
        this.tls = tls;
        this.deadlines = new Deadlines(loop, clock, TICK);
        this.bootstrap = new Bootstrap()
                .group(loop)
                .channel(all.channel())
                .resolver(new DnsAddressResolverGroup(names(all.datagramChannel())))
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        settings.connectTimeout().toMillis());
    }

    /** How names of nodes are looked up, before each new connection to one. */
    static DnsNameResolverBuilder names(Class<? extends DatagramChannel> channel) {
        return new DnsNameResolverBuilder().datagramChannelType(channel).ttl(0, LONGEST_ADDRESS_SECONDS);
    }

    EventLoop loop() {
        return loop;
    }

    CellExchange exchange(CellRequest request, Duration timeout, Consumer<CellHttp.Delivery> receiver) {
        return new CellExchange(request, timeout.toMillis(), deadlines, receiver);
    }

    void send(URI node, CellExchange exchange, Duration timeout) {
        if (exchange.isDone()) {
            return;
        }
        deadlines.set(exchange, timeout.toNanos());
        nodes.computeIfAbsent(node, this::connectionsTo).take(exchange);
    }

    void close() {
        nodes.values().forEach(NodeConnections::closeAll);
    }

    private NodeConnections connectionsTo(URI node) {
        if (!evicting) {
            evicting = true;
            scheduleEviction();
        }
        return new NodeConnections(node, bootstrap, settings, clock, loops, text, tls);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // it ends with the loop
    private void scheduleEviction() {
        loop.schedule(this::evict, EVICTION.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Nodes that left the table have no connection after a while, and are forgotten. */
    private void evict() {
        long now = clock.monotonicTime();
        nodes.values().forEach(node -> node.closeIdle(now));
        nodes.values().removeIf(NodeConnections::isUnused);
        evicting = !nodes.isEmpty();
        if (evicting) {
            scheduleEviction();
        }
    }
}
