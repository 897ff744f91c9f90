package io.firebreak.identity.tomcat;

import io.firebreak.identity.TlsContext;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.TrustManager;
import org.apache.tomcat.util.net.SSLContext;

/** Tomcat's view of a context that changes: each connection gets the one of its moment. */
final class ConnectorContext implements SSLContext {
    private final TlsContext tls;

    ConnectorContext(TlsContext tls) {
        this.tls = tls;
    }

    @Override
    public void init(KeyManager[] keys, TrustManager[] trust, SecureRandom random) {
        // What Tomcat would make of its own settings is not used.
    }

    @Override
    public void destroy() {
        // The identity outlives the connector.
    }

    @Override
    public SSLSessionContext getServerSessionContext() {
        return tls.current().getServerSessionContext();
    }

    @Override
    public SSLEngine createSSLEngine() {
        return tls.current().createSSLEngine();
    }

    @Override
    public SSLServerSocketFactory getServerSocketFactory() {
        return tls.current().getServerSocketFactory();
    }

    @Override
    public SSLParameters getSupportedSSLParameters() {
        return tls.current().getSupportedSSLParameters();
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return new X509Certificate[0];
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
