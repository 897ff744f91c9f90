package io.firebreak.router.transport;

import io.firebreak.identity.TlsContext;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.client.HttpClient;

/**
 * Connections to processes of the region that show the router's certificate and want theirs to have the name of a process and
 * of its host. Each connection is made with the certificates of its moment.
 */
@SuppressWarnings("ReferenceEquality") // whether it is the same context, not one like it
public final class OutgoingTls {
    private static final String HOST_OF_THE_CERTIFICATE = "HTTPS";

    private final TlsContext tls;
    private volatile @Nullable Secured secured;

    private record Secured(SSLContext by, HttpClient of, HttpClient client) {}

    public OutgoingTls(TlsContext tls) {
        this.tls = tls;
    }

    /** The first handler of a connection to a host. */
    public SslHandler handler(String host, int port, Duration handshakeTimeout) {
        SSLEngine engine = tls.current().createSSLEngine(host, port);
        engine.setUseClientMode(true);
        SslHandler handler = new SslHandler(engine);
        checkHost(handler);
        handler.setHandshakeTimeoutMillis(handshakeTimeout.toMillis());
        return handler;
    }

    /** A client like the given one for {@code https} URLs. To be asked for anew for each call. */
    public HttpClient secure(HttpClient plain) {
        SSLContext now = tls.current();
        Secured last = secured;
        if (last != null && last.by() == now && last.of() == plain) {
            return last.client();
        }
        SslContext context = netty(now);
        HttpClient client = plain.secure(spec -> spec.sslContext(context).handlerConfigurator(OutgoingTls::checkHost));
        secured = new Secured(now, plain, client);
        return client;
    }

    /** Netty's builder makes a context of its own; this one is wanted as it is, with its sessions. */
    @SuppressWarnings("deprecation")
    private static SslContext netty(SSLContext context) {
        return new JdkSslContext(
                context,
                true,
                null,
                SupportedCipherSuiteFilter.INSTANCE,
                ApplicationProtocolConfig.DISABLED,
                ClientAuth.NONE,
                new String[] {TlsContext.PROTOCOL},
                false);
    }

    private static void checkHost(SslHandler handler) {
        SSLParameters parameters = handler.engine().getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm(HOST_OF_THE_CERTIFICATE);
        parameters.setProtocols(new String[] {TlsContext.PROTOCOL});
        handler.engine().setSSLParameters(parameters);
    }
}
