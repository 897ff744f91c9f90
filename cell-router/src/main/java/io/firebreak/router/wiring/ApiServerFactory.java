package io.firebreak.router.wiring;

import io.firebreak.router.edge.ApiServer;
import java.net.InetSocketAddress;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.Shutdown;
import org.springframework.boot.web.server.WebServer;
import org.springframework.http.server.reactive.HttpHandler;

/**
 * Gives Boot the router's own server where it would start one for the API port, so that {@code server.port}, {@code
 * server.address} and {@code server.shutdown} hold as they are documented. For the management port, which is a context of its
 * own, Boot makes another object of this class by the constructor without parameters: that is Boot's own server.
 */
public class ApiServerFactory extends NettyReactiveWebServerFactory {
    private final @Nullable Supplier<ApiServer> api;

    /** Boot's own server, for the management port. */
    public ApiServerFactory() {
        this.api = null;
    }

    ApiServerFactory(Supplier<ApiServer> api) {
        this.api = api;
    }

    @Override
    public WebServer getWebServer(HttpHandler handler) {
        if (api == null) {
            return super.getWebServer(handler);
        }
        InetSocketAddress address = getAddress() == null
                ? new InetSocketAddress(Math.max(0, getPort()))
                : new InetSocketAddress(getAddress(), Math.max(0, getPort()));
        return new ApiWebServer(api.get(), address, getShutdown() == Shutdown.GRACEFUL);
    }
}
