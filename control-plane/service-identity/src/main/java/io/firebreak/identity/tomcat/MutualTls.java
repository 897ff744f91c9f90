package io.firebreak.identity.tomcat;

import io.firebreak.identity.TlsContext;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.springframework.boot.tomcat.TomcatConnectorCustomizer;

/** Lets a connector speak TLS 1.3 only, and only with who shows a certificate that is accepted. */
final class MutualTls implements TomcatConnectorCustomizer {
    private final TlsContext tls;

    MutualTls(TlsContext tls) {
        this.tls = tls;
    }

    @Override
    public void customize(Connector connector) {
        if (!(connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> protocol)) {
            throw new IllegalStateException("the API port speaks no HTTP/1.1");
        }
        SSLHostConfig host = new SSLHostConfig();
        host.setProtocols(TlsContext.PROTOCOL);
        host.setCertificateVerification("required");
        SSLHostConfigCertificate certificate =
                new SSLHostConfigCertificate(host, SSLHostConfigCertificate.Type.UNDEFINED);
        certificate.setSslContext(new ConnectorContext(tls));
        host.addCertificate(certificate);
        protocol.setSSLEnabled(true);
        connector.addSslHostConfig(host);
        connector.setScheme("https");
        connector.setSecure(true);
    }
}
