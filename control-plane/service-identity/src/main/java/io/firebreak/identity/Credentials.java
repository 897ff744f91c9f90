package io.firebreak.identity;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Key, certificate and trusted authorities as they were in the files at one moment, and fit each other. */
final class Credentials {
    private static final Pattern PKCS8 =
            Pattern.compile("-----BEGIN %1$s-----([A-Za-z0-9+/=\\s]+)-----END %1$s-----".formatted("PRIVATE KEY"));
    /** Of a key store that never leaves this object; the JDK wants one. */
    private static final char[] NO_PASSWORD = new char[0];

    private final X509Certificate own;
    private final KeyManager[] keys;
    private final @Nullable X509ExtendedTrustManager trust;

    private Credentials(X509Certificate own, KeyManager[] keys, @Nullable X509ExtendedTrustManager trust) {
        this.own = own;
        this.keys = keys;
        this.trust = trust;
    }

    /**
     * Reads the files.
     *
     * @throws GeneralSecurityException when one is no PEM, or the key is not the certificate's; the message names the file
     *     and nothing of what is in it
     */
    static Credentials read(IdentityFiles files) throws IOException, GeneralSecurityException {
        List<X509Certificate> chain = certificates(files.certificate());
        PrivateKey key = key(files.key(), chain.getFirst().getPublicKey().getAlgorithm());
        if (!fit(key, chain.getFirst().getPublicKey())) {
            throw new GeneralSecurityException("%s is not the key of %s".formatted(files.key(), files.certificate()));
        }
        Path authorities = files.authorities();
        return new Credentials(
                chain.getFirst(),
                keyManagers(key, chain),
                authorities == null ? null : trust(certificates(authorities)));
    }

    X509Certificate own() {
        return own;
    }

    KeyManager[] keys() {
        return keys.clone();
    }

    /** Checks certificates against the authorities; null when there are none. */
    @Nullable
    X509ExtendedTrustManager trust() {
        return trust;
    }

    private static List<X509Certificate> certificates(Path file) throws IOException, GeneralSecurityException {
        List<X509Certificate> found;
        try {
            found =
                    CertificateFactory.getInstance("X.509")
                            .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file)))
                            .stream()
                            .map(X509Certificate.class::cast)
                            .toList();
        } catch (GeneralSecurityException unreadable) {
            throw new GeneralSecurityException(file + " has no certificates in PEM", unreadable);
        }
        if (found.isEmpty()) {
            throw new GeneralSecurityException(file + " has no certificate");
        }
        return found;
    }

    private static PrivateKey key(Path file, String algorithm) throws IOException, GeneralSecurityException {
        Matcher pem = PKCS8.matcher(Files.readString(file, StandardCharsets.US_ASCII));
        if (!pem.find()) {
            throw new GeneralSecurityException(
                    file + " has no private key in PEM: it must be PKCS #8, without a password");
        }
        try {
            return KeyFactory.getInstance(algorithm)
                    .generatePrivate(
                            new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem.group(1))));
        } catch (GeneralSecurityException | IllegalArgumentException unreadable) {
            // Without the cause: it may tell of the key.
            throw new GeneralSecurityException("%s has no %s key".formatted(file, algorithm));
        }
    }

    /** Key and certificate are two files, and whoever writes them writes one first. */
    private static boolean fit(PrivateKey key, PublicKey certified) throws GeneralSecurityException {
        String algorithm = switch (key.getAlgorithm()) {
            case "EC" -> "SHA256withECDSA";
            case "RSA" -> "SHA256withRSA";
            default -> key.getAlgorithm();
        };
        byte[] challenge = certified.getEncoded();
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(key);
        signature.update(challenge);
        byte[] signed = signature.sign();
        signature.initVerify(certified);
        signature.update(challenge);
        return signature.verify(signed);
    }

    private static KeyManager[] keyManagers(PrivateKey key, List<X509Certificate> chain)
            throws IOException, GeneralSecurityException {
        KeyStore store = empty();
        store.setKeyEntry("own", key, NO_PASSWORD, chain.toArray(X509Certificate[]::new));
        KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
        factory.init(store, NO_PASSWORD);
        return factory.getKeyManagers();
    }

    private static X509ExtendedTrustManager trust(List<X509Certificate> authorities)
            throws IOException, GeneralSecurityException {
        KeyStore store = empty();
        for (int i = 0; i < authorities.size(); i++) {
            store.setCertificateEntry("authority-" + i, authorities.get(i));
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(store);
        return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
    }

    private static KeyStore empty() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
