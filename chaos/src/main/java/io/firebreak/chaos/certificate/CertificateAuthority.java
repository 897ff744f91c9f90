package io.firebreak.chaos.certificate;

import io.firebreak.identity.ServiceName;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Signs the certificates of one region: ECDSA over P-256, for servers and clients alike. */
public final class CertificateAuthority {
    /** Clocks of machines that trust each other differ by less. */
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);
    /** 127 bits, as RFC 5280 (section 4.1.2.2) lets a serial number have up to 20 bytes. */
    private static final int SERIAL_BITS = 127;

    private static final String SIGNATURE = "SHA256withECDSA";

    private final Issued own;
    private final InstantSource clock;
    private final SecureRandom random;

    private CertificateAuthority(Issued own, InstantSource clock, SecureRandom random) {
        this.own = own;
        this.clock = clock;
        this.random = random;
    }

    /** A new one, with a name and a key no other has. */
    public static CertificateAuthority create(Duration life, InstantSource clock, SecureRandom random) {
        try {
            KeyPair pair = pair(random);
            BigInteger serial = new BigInteger(SERIAL_BITS, random);
            X500Name name = new X500Name("CN=Firebreak region " + serial.toString(Character.MAX_RADIX));
            Instant now = clock.instant();
            X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                            name,
                            serial,
                            Date.from(now.minus(CLOCKS_DIFFER)),
                            Date.from(now.plus(life)),
                            name,
                            pair.getPublic())
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign))
                    .addExtension(
                            Extension.subjectKeyIdentifier,
                            false,
                            new JcaX509ExtensionUtils().createSubjectKeyIdentifier(pair.getPublic()));
            return new CertificateAuthority(signed(builder, pair, pair), clock, random);
        } catch (GeneralSecurityException | OperatorCreationException | IOException impossible) {
            throw new IllegalStateException("an authority could not be made", impossible);
        }
    }

    /** One made before. */
    static CertificateAuthority of(Issued own, InstantSource clock, SecureRandom random) {
        return new CertificateAuthority(own, clock, random);
    }

    /** Its own certificate and key. */
    Issued own() {
        return own;
    }

    /** Its certificate as PEM, for all who are to trust what it signs. */
    public String pem() {
        return own.certificatePem();
    }

    /**
     * A certificate for a process.
     *
     * @param hosts the names and addresses it is called by
     */
    public Issued issue(ServiceName name, List<String> hosts, Duration life) {
        try {
            KeyPair pair = pair(random);
            Instant now = clock.instant();
            X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                            own.certificate(),
                            new BigInteger(SERIAL_BITS, random),
                            Date.from(now.minus(CLOCKS_DIFFER)),
                            Date.from(now.plus(life)),
                            new X500Name("CN=" + name.toString().replace('/', ' ')),
                            pair.getPublic())
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                    .addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(new KeyPurposeId[] {
                        KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth
                    }))
                    .addExtension(Extension.subjectAlternativeName, false, alternativeNames(name, hosts))
                    .addExtension(
                            Extension.authorityKeyIdentifier,
                            false,
                            new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(own.certificate()));
            return signed(builder, pair, new KeyPair(own.certificate().getPublicKey(), own.key()));
        } catch (GeneralSecurityException | OperatorCreationException | IOException impossible) {
            throw new IllegalStateException("a certificate for %s could not be made".formatted(name), impossible);
        }
    }

    private static GeneralNames alternativeNames(ServiceName name, List<String> hosts) {
        List<GeneralName> names = new ArrayList<>();
        names.add(new GeneralName(GeneralName.uniformResourceIdentifier, name.uri()));
        for (String host : hosts) {
            boolean address = host.indexOf(':') >= 0 || host.matches("[0-9.]+");
            names.add(new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, host));
        }
        return new GeneralNames(names.toArray(GeneralName[]::new));
    }

    private static KeyPair pair(SecureRandom random) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"), random);
        return generator.generateKeyPair();
    }

    private static Issued signed(X509v3CertificateBuilder builder, KeyPair subject, KeyPair signer)
            throws GeneralSecurityException, OperatorCreationException {
        X509Certificate certificate = new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder(SIGNATURE).build(signer.getPrivate())));
        return new Issued(certificate, subject.getPrivate());
    }
}
