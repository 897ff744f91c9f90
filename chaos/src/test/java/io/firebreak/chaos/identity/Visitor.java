package io.firebreak.chaos.identity;

import io.firebreak.identity.IdentityFiles;
import io.firebreak.identity.ServiceIdentity;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Calls servers with one certificate, or none, each time over a new connection. */
final class Visitor {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final SSLContext tls;

    private Visitor(SSLContext tls) {
        this.tls = tls;
    }

    /** With the certificate in a directory. */
    static Visitor with(Path identity) {
        try (ServiceIdentity own = ServiceIdentity.of(IdentityFiles.in(identity))) {
            return new Visitor(own.tls(server -> true).current());
        }
    }

    /** Without one, but trusting the region. */
    static Visitor stranger(Path ca) throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry(
                "ca",
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(ca))));
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(trusted);
        SSLContext context = SSLContext.getInstance("TLSv1.3");
        context.init(null, factory.getTrustManagers(), null);
        return new Visitor(context);
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
