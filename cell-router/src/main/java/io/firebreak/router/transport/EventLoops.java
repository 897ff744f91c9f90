package io.firebreak.router.transport;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.FastThreadLocal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The threads that do all of the router's work. A client's connection, the connections to cells its requests take and the
 * deadlines of both belong to one of them, so that a request passes the router without a lock or a change of threads.
 */
public final class EventLoops implements AutoCloseable {
    /** Nothing is running any more when the loops are closed, so they are not waited for to fall silent. */
    private static final Duration QUIET = Duration.ZERO;
    /** Longer than any closing of sockets; the threads are daemons. */
    private static final Duration LONGEST_STOP = Duration.ofSeconds(2);

    private final Transport transport;
    private final EventLoopGroup group;
    private final List<EventLoop> loops;
    private final FastThreadLocal<@Nullable Integer> own = new FastThreadLocal<>();
    private final AtomicInteger turn = new AtomicInteger();

    /**
     * Starts nothing yet.
     *
     * @param count how many loops there are; 0 is one for each processor
     */
    public EventLoops(Transport wanted, int count) {
        this.transport = wanted.onThisMachine();
        int size = count == 0 ? Runtime.getRuntime().availableProcessors() : count;
        this.group = new MultiThreadIoEventLoopGroup(
                size, new DefaultThreadFactory("router-loop", true), transport.handlers());
        List<EventLoop> all = new ArrayList<>(size);
        for (EventExecutor executor : group) {
            all.add((EventLoop) executor);
        }
        this.loops = Collections.unmodifiableList(all);
    }

    public int count() {
        return loops.size();
    }

    public EventLoop loop(int index) {
        return loops.get(index);
    }

    /** The loop whose thread this is, or the next one in turn for any other thread. */
    public int here() {
        Integer known = own.getIfExists();
        if (known != null) {
            return known;
        }
        for (int i = 0; i < loops.size(); i++) {
            if (loops.get(i).inEventLoop()) {
                own.set(i);
                return i;
            }
        }
        return Math.floorMod(turn.getAndIncrement(), loops.size());
    }

    /** All of them, for a server. */
    public EventLoopGroup group() {
        return group;
    }

    public Class<? extends ServerChannel> serverChannel() {
        return transport.serverChannel();
    }

    public Class<? extends SocketChannel> channel() {
        return transport.channel();
    }

    public Class<? extends DatagramChannel> datagramChannel() {
        return transport.datagramChannel();
    }

    /** What the loops run on: epoll, nio or io_uring. */
    public Transport transport() {
        return transport;
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // the threads are daemons; nothing is left to do when they end
    public void close() {
        group.shutdownGracefully(QUIET.toMillis(), LONGEST_STOP.toMillis(), TimeUnit.MILLISECONDS);
    }
}
