package io.firebreak.chaos.network;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Wires that can be broken, on one thread for all of them. Any thread may use it; what a call asks for holds when it returns.
 */
public final class NetworkProxy implements AutoCloseable {
    /** Opening and closing a port takes milliseconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final EventLoopGroup threads;
    private final EventLoop loop;
    private final Map<String, WireProxy> wires = new LinkedHashMap<>();

    private NetworkProxy(List<Wire> wires, long seed, Ticker clock) {
        threads = new MultiThreadIoEventLoopGroup(
                1, new DefaultThreadFactory("network", true), NioIoHandler.newFactory());
        loop = threads.next();
        SplittableRandom chance = new SplittableRandom(seed);
        for (Wire wire : wires) {
            if (this.wires.put(wire.name(), new WireProxy(loop, wire, clock, chance.split())) != null) {
                throw new IllegalArgumentException("two wires are called '%s'".formatted(wire.name()));
            }
        }
    }

    /**
     * Listens on all wires, and passes on what comes.
     *
     * @param seed decides which connections are reset, and how long each byte is late
     * @throws IllegalStateException when a port is taken
     */
    public static NetworkProxy start(List<Wire> wires, long seed, Ticker clock) {
        NetworkProxy proxy = new NetworkProxy(wires, seed, clock);
        try {
            proxy.await(
                    () -> proxy.wires.values().stream().map(WireProxy::listen).toList());
        } catch (RuntimeException e) {
            proxy.close();
            throw e;
        }
        return proxy;
    }

    /**
     * Makes wires like this, whatever was wrong with them before.
     *
     * @throws IllegalArgumentException when one of the names means none; then nothing was done
     */
    public void apply(Collection<String> names, Toxics toxics) {
        await(() -> names.stream().distinct().map(this::wire).toList().stream()
                .map(wire -> wire.become(toxics))
                .toList());
    }

    /** Makes wires whole; nothing that stood while they were not is closed for it. */
    public void heal(Collection<String> names) {
        apply(names, Toxics.NONE);
    }

    /** All wires as they are now, in the order in which they were given. */
    public List<WireStatus> wires() {
        return onLoop(() -> wires.values().stream().map(WireProxy::status).toList());
    }

    private WireProxy wire(String name) {
        WireProxy wire = wires.get(name);
        if (wire == null) {
            throw new IllegalArgumentException("no wire is called '%s': there are %s".formatted(name, wires.keySet()));
        }
        return wire;
    }

    private void await(Supplier<List<CompletableFuture<@Nullable Void>>> actions) {
        List<CompletableFuture<@Nullable Void>> ends = new ArrayList<>(onLoop(actions));
        try {
            CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new))
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("a port could not be opened or closed: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a port was opened or closed", e);
        }
    }

    private <T> T onLoop(Supplier<T> action) {
        try {
            return CompletableFuture.supplyAsync(action, loop).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** Ends every connection with it. */
    @Override
    public void close() {
        threads.shutdownGracefully(0, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .syncUninterruptibly();
    }
}
