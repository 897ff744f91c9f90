package io.firebreak.chaos.identity;

import io.firebreak.identity.IdentityFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/** Calls servers with one certificate, or none, each time over a new connection. */
final class Visitor {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final SSLContext tls;

    private Visitor(SSLContext tls) {
        this.tls = tls;
    }

    /** With the certificate in a directory, trusting the authorities there. */
    static Visitor with(Path identity) {
        return with(identity, identity.resolve(IdentityFiles.AUTHORITIES));
    }

    /**
     * With the certificate in a directory, which it shows whomever the server says it trusts: Java's own clients would show none to
     * a server that trusts another authority, and be refused for that.
     */
    static Visitor with(Path identity, Path authorities) {
        try {
            return new Visitor(context(
                    new KeyManager[] {
                        new Insisting(
                                certificates(identity.resolve(IdentityFiles.CERTIFICATE)),
                                key(identity.resolve(IdentityFiles.KEY)))
                    },
                    authorities));
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError("no identity in " + identity, e);
        }
    }

    /** Without one, but trusting the region. */
    static Visitor stranger(Path authorities) throws IOException, GeneralSecurityException {
        return new Visitor(context(null, authorities));
    }

    private static SSLContext context(KeyManager @Nullable [] keys, Path authorities)
            throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        for (X509Certificate authority : certificates(authorities)) {
            trusted.setCertificateEntry(authority.getSerialNumber().toString(), authority);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(trusted);
        SSLContext context = SSLContext.getInstance("TLSv1.3");
        context.init(keys, factory.getTrustManagers(), null);
        return context;
    }

    private static X509Certificate[] certificates(Path file) throws IOException, GeneralSecurityException {
        return CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file)))
                .stream()
                .map(X509Certificate.class::cast)
                .toArray(X509Certificate[]::new);
    }

    private static PrivateKey key(Path file) throws IOException, GeneralSecurityException {
        String lines = Files.readString(file).replaceAll("-----[A-Z ]+-----", "");
        byte[] encoded = Base64.getMimeDecoder().decode(lines);
        return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(encoded));
    }

    /** Has one certificate and shows it to everybody. */
    private static final class Insisting extends X509ExtendedKeyManager {
        private static final String OWN = "own";

        private final X509Certificate[] chain;
        private final PrivateKey key;

        Insisting(X509Certificate[] chain, PrivateKey key) {
            this.chain = chain;
            this.key = key;
        }

        @Override
        public String chooseEngineClientAlias(String[] types, Principal[] issuers, SSLEngine engine) {
            return OWN;
        }

        @Override
        public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
            return OWN;
        }

        @Override
        public String[] getClientAliases(String type, Principal[] issuers) {
            return new String[] {OWN};
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return chain.clone();
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return key;
        }

        @Override
        public String[] getServerAliases(String type, Principal[] issuers) {
            return new String[0];
        }

        @Override
        public @Nullable String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
            return null;
        }
    }

    /** The status of a call; an {@link IOException} when the handshake was refused. */
    int call(String method, URI address, String bearer) throws IOException, InterruptedException {
        return ask(method, address, bearer).statusCode();
    }

    HttpResponse<String> ask(String method, URI address, String bearer) throws IOException, InterruptedException {
        return ask(method, address, bearer, "{}");
    }

    HttpResponse<String> ask(String method, URI address, String bearer, String body)
            throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(tls)
                .connectTimeout(PATIENCE)
                .build()) {
            return http.send(
                    HttpRequest.newBuilder(address)
                            .timeout(PATIENCE)
                            .header("Authorization", "Bearer " + bearer)
                            .header("Content-Type", "application/json")
                            .method(
                                    method,
                                    method.equals("GET")
                                            ? HttpRequest.BodyPublishers.noBody()
                                            : HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}
