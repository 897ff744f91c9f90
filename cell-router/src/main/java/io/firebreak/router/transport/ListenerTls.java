package io.firebreak.router.transport;

import io.firebreak.identity.IdentityFiles;
import io.firebreak.identity.ServiceIdentity;
import io.firebreak.identity.TlsContext;
import io.netty.handler.ssl.SslHandler;
import java.time.Duration;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/**
 * TLS 1.3 on the API port, where tenants prove who they are by their keys and not by certificates. HTTP/2 is offered by ALPN
 * (RFC 7301); what a client then says is looked at all the same. Certificate and key are read again when their files change.
 */
public final class ListenerTls implements AutoCloseable {
    private static final String[] HTTP = {"h2", "http/1.1"};

    private final ServiceIdentity identity;
    private final TlsContext tls;

    /** An {@link IllegalArgumentException} when the files cannot be used. */
    public ListenerTls(ListenerTlsSettings settings) {
        identity = ServiceIdentity.of(new IdentityFiles(settings.certificate(), settings.key(), null));
        tls = identity.tls(client -> true);
    }

    /** The first handler of a client's connection. */
    public SslHandler handler(Duration handshakeTimeout) {
        SSLEngine engine = tls.current().createSSLEngine();
        engine.setUseClientMode(false);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setProtocols(new String[] {TlsContext.PROTOCOL});
        parameters.setApplicationProtocols(HTTP);
        engine.setSSLParameters(parameters);
        SslHandler handler = new SslHandler(engine);
        handler.setHandshakeTimeoutMillis(handshakeTimeout.toMillis());
        return handler;
    }

    @Override
    public void close() {
        identity.close();
    }
}
