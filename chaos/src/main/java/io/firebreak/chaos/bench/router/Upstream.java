package io.firebreak.chaos.bench.router;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Arrays;

/**
 * What the proxies stand before: cells that answer every call with the same 150 bytes, a process of its own. One thread
 * serves them all, so that little of the machine goes into it. It counts requests of tenants that are not the cell's, tells
 * at {@code /stats}, and ends when its parent does.
 *
 * <p>Arguments are pairs of a cell's number and its port; number 0 is no cell and takes every tenant.
 */
public final class Upstream {
    private static final int BACKLOG = 1_024;

    private Upstream() {}

    /** Serves until standard input ends. */
    public static void main(String[] arguments) throws IOException {
        Thread.ofPlatform().daemon().start(Upstream::endWithTheParent);
        try (Selector selector = Selector.open()) {
            for (String pair : Arrays.asList(arguments)) {
                int colon = pair.indexOf(':');
                listen(
                        selector,
                        Integer.parseInt(pair.substring(0, colon)),
                        Integer.parseInt(pair.substring(colon + 1)));
            }
            while (selector.isOpen()) {
                selector.select(Upstream::serve);
            }
        }
    }

    private static void endWithTheParent() {
        try {
            while (System.in.read() >= 0) {
                // nothing is said
            }
        } catch (IOException e) {
            // the same as its end
        }
        Runtime.getRuntime().halt(0);
    }

    private static void listen(Selector selector, int cell, int port) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open();
        server.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        server.configureBlocking(false);
        server.register(selector, SelectionKey.OP_ACCEPT, new UpstreamCell(cell));
    }

    private static void serve(SelectionKey key) {
        if (key.attachment() instanceof UpstreamConnection connection) {
            connection.serve();
        } else if (key.attachment() instanceof UpstreamCell cell) {
            accept(key, cell);
        }
    }

    private static void accept(SelectionKey key, UpstreamCell cell) {
        try {
            SocketChannel channel = ((ServerSocketChannel) key.channel()).accept();
            if (channel != null) {
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                channel.configureBlocking(false);
                channel.register(key.selector(), SelectionKey.OP_READ, new UpstreamConnection(channel, cell));
            }
        } catch (IOException gone) {
            // whoever connected is no longer there
        }
    }
}
