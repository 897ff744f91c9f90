package io.firebreak.router.edge;

import io.firebreak.router.transport.Deadlines;
import io.firebreak.router.transport.EventLoops;
import io.firebreak.router.transport.ListenerTls;
import io.firebreak.router.wire.Reply;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The server of the API port: takes connections, at most so many, and lets each of them speak HTTP on one event loop. It
 * stops in three steps: first every answer is the last of its connection, then nothing new is let in, then all is closed.
 */
public final class ApiServer {
    /** Connections the kernel holds for us while a loop is busy; Linux cuts this to its own limit. */
    private static final int BACKLOG = 4_096;
    /** Deadlines of bodies and answers are seconds. */
    private static final Duration TICK = Duration.ofMillis(20);
    /** Idle connections are closed after a minute or so. */
    private static final Duration IDLE_TICK = Duration.ofMillis(500);
    /** Closing a socket takes no time; this is for a machine that is busy. */
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(2);

    private final Edge edge;
    private final EventLoops loops;
    private final HttpLimits limits;
    private final @Nullable ListenerTls tls;
    private final List<Deadlines> deadlines;
    private final List<Deadlines> idleOnes;
    private final List<AnswerBytes> answers;
    private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final AtomicInteger open = new AtomicInteger();
    private @Nullable Channel listening;
    private volatile boolean leaving;
    private volatile boolean draining;
    private volatile @Nullable Runnable whenDrained;

    ApiServer(Edge edge, EventLoops loops, HttpLimits limits, @Nullable ListenerTls tls) {
        this.edge = edge;
        this.loops = loops;
        this.limits = limits;
        this.tls = tls;
        this.deadlines = perLoop(TICK);
        this.idleOnes = perLoop(IDLE_TICK);
        this.answers = Stream.generate(() -> new AnswerBytes(tls != null))
                .limit(loops.count())
                .toList();
    }

    private List<Deadlines> perLoop(Duration tick) {
        return IntStream.range(0, loops.count())
                .mapToObj(index -> new Deadlines(loops.loop(index), edge.clock(), tick))
                .toList();
    }

    /** Listens; an {@link java.io.IOException} comes out as it is when the address cannot be had. */
    public void listen(InetSocketAddress address) {
        listening = new ServerBootstrap()
                .group(loops.group())
                .channel(loops.serverChannel())
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        accept(channel);
                    }
                })
                .bind(address)
                .syncUninterruptibly()
                .channel();
    }

    /** The port it listens on; -1 when it does not. */
    public int port() {
        Channel socket = listening;
        return socket != null && socket.localAddress() instanceof InetSocketAddress address ? address.getPort() : -1;
    }

    /** Closes connections with their next answer, and still takes new ones: whoever sends clients here has yet to notice. */
    public void leave() {
        leaving = true;
    }

    /**
     * Lets nothing new in, closes connections without a request, and closes the others with their answer.
     *
     * @param drained run once when all are closed
     */
    public void drain(Runnable drained) {
        whenDrained = drained;
        leaving = true;
        draining = true;
        stopListening();
        for (Channel channel : connections) {
            channel.eventLoop().execute(() -> drain(channel));
        }
        tellWhenDrained();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // its end is counted where it was accepted
    private static void drain(Channel channel) {
        RequestGate gate = channel.pipeline().get(RequestGate.class);
        if (gate == null) {
            channel.close();
        } else {
            gate.drain();
        }
    }

    /** Closes everything. */
    public void close() {
        stopListening();
        connections.close().awaitUninterruptibly(LONGEST_CLOSE.toMillis());
    }

    private void stopListening() {
        Channel socket = listening;
        if (socket != null) {
            socket.close().awaitUninterruptibly(LONGEST_CLOSE.toMillis());
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // a connection too many is closed, one way or the other
    private void accept(Channel channel) {
        int now = open.incrementAndGet();
        channel.closeFuture().addListener(closed -> {
            open.decrementAndGet();
            tellWhenDrained();
        });
        if (now > edge.settings().maximumConnections() || draining) {
            channel.close();
            return;
        }
        connections.add(channel);
        if (tls != null) {
            channel.pipeline().addLast(tls.handler(edge.settings().headTimeout()));
        }
        channel.pipeline()
                .addLast(new ProtocolChoice(
                        this::speakHttp1, this::speakHttp2, idleOnes.get(loops.here()), limits.idle()));
    }

    private void speakHttp1(Channel channel) {
        channel.pipeline()
                .addLast(new HttpRequestDecoder(new HttpDecoderConfig()
                        .setMaxInitialLineLength(limits.longestLine())
                        .setMaxHeaderSize(limits.longestHead())))
                .addLast(new RequestGate(this, idleOnes.get(loops.here())));
    }

    private void speakHttp2(Channel channel) {
        Http2Connection.on(channel, this, idleOnes.get(loops.here()));
    }

    private void tellWhenDrained() {
        Runnable told = whenDrained;
        if (draining && open.get() == 0 && told != null) {
            whenDrained = null;
            told.run();
        }
    }

    Exchange exchange(HttpRequest request, Exchange.Client client) {
        return new Exchange(edge, request, client, isSecured() ? "https" : "http", deadlines.get(loops.here()));
    }

    /** Whether its clients come over TLS. */
    boolean isSecured() {
        return tls != null;
    }

    /** What writes the answers of the event loop this is. */
    AnswerBytes answers() {
        return answers.get(loops.here());
    }

    /** Whether a connection is kept after so many requests. */
    boolean keeps(int requests) {
        return !leaving && (limits.mostRequests() < 0 || requests < limits.mostRequests());
    }

    boolean isDraining() {
        return draining;
    }

    HttpLimits limits() {
        return limits;
    }

    EdgeSettings settings() {
        return edge.settings();
    }

    /** See {@link Edge#refused}. */
    void refused(@Nullable HttpRequest head, String id, Reply reply) {
        edge.refused(head, id, reply);
    }

    /** A name for a request that cannot be read. */
    String newId() {
        return edge.ids().idFor(EmptyHttpHeaders.INSTANCE);
    }
}
