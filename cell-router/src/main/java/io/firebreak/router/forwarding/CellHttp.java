package io.firebreak.router.forwarding;

import io.firebreak.router.routing.Failure;
import io.firebreak.router.transport.EventLoops;
import io.firebreak.router.transport.OutgoingTls;
import io.firebreak.router.wire.Reply;
import io.micrometer.core.instrument.Clock;
import io.netty.channel.EventLoop;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/**
 * HTTP to the nodes of cells, failures as values. Every event loop has connections of its own, and a request stays on the
 * loop it came in on. Nothing is sent a second time here: where a call may be repeated, the router knows a better place.
 */
public final class CellHttp implements AutoCloseable {
    private final EventLoops loops;
    private final List<LoopConnections> connections;

    /** What a node gave: an answer or a failure. */
    sealed interface Delivery {
        record Replied(Reply reply) implements Delivery {}

        record Failed(Failure failure) implements Delivery {}
    }

    /**
     * Over event loops that outlive it.
     *
     * @param tls for nodes with an {@code https} URL; without it they cannot be reached
     */
    public CellHttp(ForwardingSettings settings, EventLoops loops, Clock clock, @Nullable OutgoingTls tls) {
        this.loops = loops;
        this.connections = IntStream.range(0, loops.count())
                .mapToObj(index -> new LoopConnections(loops, index, settings, clock, tls))
                .toList();
    }

    /** Sends a request when subscribed to; whoever cancels gives the answer up. */
    Mono<Delivery> send(URI node, CellRequest request, Duration timeout) {
        return Mono.create(sink -> sink.onDispose(start(node, request, timeout, sink::success)));
    }

    /**
     * Sends a request on the event loop of the caller, or on one of them.
     *
     * @param receiver told once, on the event loop, unless what is returned is disposed of before
     */
    private Disposable start(URI node, CellRequest request, Duration timeout, Consumer<Delivery> receiver) {
        LoopConnections here = connections.get(loops.here());
        EventLoop loop = here.loop();
        CellExchange exchange = here.exchange(request, timeout, receiver);
        onLoop(loop, () -> here.send(node, exchange, timeout));
        return () -> onLoop(loop, exchange::cancel);
    }

    private static void onLoop(EventLoop loop, Runnable task) {
        if (loop.inEventLoop()) {
            task.run();
        } else {
            loop.execute(task);
        }
    }

    @Override
    public void close() {
        connections.forEach(here -> here.loop().execute(here::close));
    }
}
