package io.firebreak.router.wiring;

import io.firebreak.router.edge.ApiServer;
import java.net.InetSocketAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.GracefulShutdownCallback;
import org.springframework.boot.web.server.GracefulShutdownResult;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.WebServerException;

/** The API port in the life of the application. */
final class ApiWebServer implements WebServer {
    private static final Logger LOG = LoggerFactory.getLogger(ApiWebServer.class);
    private static final String IN_USE = "Address already in use";

    private final ApiServer server;
    private final InetSocketAddress address;
    private final boolean graceful;

    ApiWebServer(ApiServer server, InetSocketAddress address, boolean graceful) {
        this.server = server;
        this.address = address;
        this.graceful = graceful;
    }

    /** The transports name a port that is taken in exceptions of different kinds, so the kernel's words are looked for. */
    @Override
    public void start() {
        try {
            server.listen(address);
        } catch (Exception refused) { // the future throws checked ones without saying so
            String reason = String.valueOf(refused.getMessage());
            if (reason.contains(IN_USE)) {
                throw new PortInUseException(address.getPort(), refused);
            }
            throw new WebServerException(
                    "server.address and server.port are %s, where nothing can listen: %s".formatted(address, reason),
                    refused);
        }
        LOG.info("API on {}", server.port());
    }

    @Override
    public void stop() {
        server.close();
    }

    @Override
    public int getPort() {
        return server.port();
    }

    @Override
    public void shutDownGracefully(GracefulShutdownCallback callback) {
        if (graceful) {
            server.drain(() -> callback.shutdownComplete(GracefulShutdownResult.IDLE));
        } else {
            callback.shutdownComplete(GracefulShutdownResult.IMMEDIATE);
        }
    }
}
