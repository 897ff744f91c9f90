package io.firebreak.chaos.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Arrays;

/** A kept connection to the node with at most one launch on it. */
final class LaunchConnection implements AutoCloseable {
    /** An answer to a launch of one instance has less than 1 KB. */
    private static final int LARGEST_ANSWER = 16_384;

    private final SocketChannel channel;
    private final ByteBuffer answer = ByteBuffer.allocate(LARGEST_ANSWER);
    private long due;

    private LaunchConnection(SocketChannel channel) {
        this.channel = channel;
    }

    static LaunchConnection open(InetSocketAddress node, Selector selector) throws IOException {
        SocketChannel channel = SocketChannel.open(node);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        LaunchConnection connection = new LaunchConnection(channel);
        channel.register(selector, SelectionKey.OP_READ, connection);
        return connection;
    }

    /** @param dueNanos from when its latency counts */
    void send(byte[] request, long dueNanos) throws IOException {
        due = dueNanos;
        answer.clear();
        ByteBuffer out = ByteBuffer.wrap(request);
        while (out.hasRemaining()) {
            channel.write(out);
        }
    }

    /** The status of the answer, or {@link ReplyScanner#INCOMPLETE}. */
    int read() throws IOException {
        if (channel.read(answer) < 0) {
            throw new IOException("the node closed a connection in the middle of a launch");
        }
        return ReplyScanner.status(answer.array(), answer.position());
    }

    byte[] answer() {
        return Arrays.copyOf(answer.array(), answer.position());
    }

    long due() {
        return due;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
