package io.firebreak.identity;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.function.Predicate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/** Accepts, of those an authority vouches for, the ones whose name is wanted here: others do not get past the handshake. */
final class PeerCheck extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager authorities;
    private final Predicate<ServiceName> wanted;

    PeerCheck(X509ExtendedTrustManager authorities, Predicate<ServiceName> wanted) {
        this.authorities = authorities;
        this.wanted = wanted;
    }

    private void checkName(X509Certificate[] chain) throws CertificateException {
        Optional<ServiceName> name = ServiceName.of(chain[0]);
        if (name.filter(wanted).isEmpty()) {
            throw new CertificateException(
                    name.map(Record::toString).orElse("a certificate without a name of the region")
                            + " has no business here");
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        authorities.checkClientTrusted(chain, type);
        checkName(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        authorities.checkClientTrusted(chain, type, socket);
        checkName(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        authorities.checkClientTrusted(chain, type, engine);
        checkName(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        authorities.checkServerTrusted(chain, type);
        checkName(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        authorities.checkServerTrusted(chain, type, socket);
        checkName(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        authorities.checkServerTrusted(chain, type, engine);
        checkName(chain);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return authorities.getAcceptedIssuers();
    }
}
