package io.firebreak.chaos.certificate;

import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;

/** A certificate and its private key. */
public record Issued(X509Certificate certificate, PrivateKey key) {
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

    /** The certificate as PEM. */
    public String certificatePem() {
        try {
            return pem("CERTIFICATE", certificate.getEncoded());
        } catch (CertificateEncodingException impossible) {
            throw new IllegalStateException("it was encoded when it was signed", impossible);
        }
    }

    /** The key as PEM of its PKCS #8 form. */
    String keyPem() {
        return pem("PRIVATE KEY", key.getEncoded());
    }

    private static String pem(String what, byte[] encoded) {
        return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(what, LINES.encodeToString(encoded));
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "Issued[%s]".formatted(certificate.getSubjectX500Principal());
    }
}
