package io.firebreak.router.transport;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringDatagramChannel;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringServerSocketChannel;
import io.netty.channel.uring.IoUringSocketChannel;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How the router speaks to the kernel. */
public enum Transport {
    /** Epoll where its native library is, NIO elsewhere. */
    AUTO,
    /** Linux, x86-64 and arm64. */
    EPOLL,
    /** Anywhere a JVM runs. */
    NIO,
    /** Linux 5.14 and newer, where the kernel lets it; containers often forbid it. */
    IO_URING;

    /** What this comes to on this machine; an {@link IllegalArgumentException} when it is not there. */
    Transport onThisMachine() {
        return switch (this) {
            case AUTO -> Epoll.isAvailable() ? EPOLL : NIO;
            case NIO -> NIO;
            case EPOLL -> required(Epoll.unavailabilityCause());
            case IO_URING -> required(IoUring.unavailabilityCause());
        };
    }

    private Transport required(@Nullable Throwable missing) {
        if (missing != null) {
            throw new IllegalArgumentException(
                    "firebreak.router.edge.transport is %s, which this machine does not have (%s): use auto, epoll, nio or io_uring"
                            .formatted(name().toLowerCase(Locale.ROOT), missing.getMessage()));
        }
        return this;
    }

    IoHandlerFactory handlers() {
        return switch (this) {
            case EPOLL -> EpollIoHandler.newFactory();
            case IO_URING -> IoUringIoHandler.newFactory();
            case NIO, AUTO -> NioIoHandler.newFactory();
        };
    }

    Class<? extends ServerChannel> serverChannel() {
        return switch (this) {
            case EPOLL -> EpollServerSocketChannel.class;
            case IO_URING -> IoUringServerSocketChannel.class;
            case NIO, AUTO -> NioServerSocketChannel.class;
        };
    }

    Class<? extends SocketChannel> channel() {
        return switch (this) {
            case EPOLL -> EpollSocketChannel.class;
            case IO_URING -> IoUringSocketChannel.class;
            case NIO, AUTO -> NioSocketChannel.class;
        };
    }

    Class<? extends DatagramChannel> datagramChannel() {
        return switch (this) {
            case EPOLL -> EpollDatagramChannel.class;
            case IO_URING -> IoUringDatagramChannel.class;
            case NIO, AUTO -> NioDatagramChannel.class;
        };
    }
}
