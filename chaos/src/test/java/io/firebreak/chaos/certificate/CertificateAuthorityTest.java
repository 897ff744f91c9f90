package io.firebreak.chaos.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.firebreak.identity.IdentityFiles;
import io.firebreak.identity.Role;
import io.firebreak.identity.ServiceName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateAuthorityTest {
    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
    private static final ServiceName CELL = new ServiceName(Role.CELL, "cell-3");

    private final CertificateAuthority authority = authority();

    private static CertificateAuthority authority() {
        return CertificateAuthority.create(Duration.ofDays(365), InstantSource.fixed(NOW), new SecureRandom());
    }

    @Test
    void aCertificateNamesItsProcessAndItsHostsAndEndsInTime() throws Exception {
        X509Certificate certificate = authority
                .issue(CELL, List.of("127.0.0.1", "cell-3-node-1"), Duration.ofHours(24))
                .certificate();

        assertThat(ServiceName.of(certificate)).contains(CELL);
        assertThat(certificate.getSubjectAlternativeNames())
                .extracting(name -> String.valueOf(name.get(1)))
                .containsExactlyInAnyOrder("spiffe://firebreak/cell/cell-3", "127.0.0.1", "cell-3-node-1");
        assertThat(certificate.getNotAfter().toInstant()).isEqualTo(NOW.plus(Duration.ofHours(24)));
        assertThat(certificate.getBasicConstraints()).as("signs nothing itself").isNegative();
        certificate.verify(authority.own().certificate().getPublicKey());
    }

    @Test
    void noTwoAuthoritiesAreTheSame() {
        CertificateAuthority other = authority();

        assertThat(other.own().certificate().getSubjectX500Principal())
                .isNotEqualTo(authority.own().certificate().getSubjectX500Principal());
        assertThatExceptionOfType(java.security.SignatureException.class)
                .isThrownBy(() -> other.issue(CELL, List.of(), Duration.ofHours(1))
                        .certificate()
                        .verify(authority.own().certificate().getPublicKey()));
    }

    @Test
    void onlyTheOwnerCanReadWhatIsWritten(@TempDir Path directory) throws IOException {
        IdentityFolder folder = new IdentityFolder(directory.resolve("cell-3"));
        folder.write(authority.issue(CELL, List.of(), Duration.ofHours(1)));
        folder.trust(List.of(authority.pem()));

        assertThat(Files.getPosixFilePermissions(folder.directory()))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
        for (String file : List.of(IdentityFiles.CERTIFICATE, IdentityFiles.KEY, IdentityFiles.AUTHORITIES)) {
            assertThat(Files.getPosixFilePermissions(folder.directory().resolve(file)))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
        try (var left = Files.list(folder.directory())) {
            assertThat(left).as("nothing half-written").hasSize(3);
        }
    }

    @Test
    void aKeyIsNotInWhatIsPrinted() {
        Issued issued = authority.issue(CELL, List.of(), Duration.ofHours(1));

        assertThat(issued.toString()).contains("cell cell-3").doesNotContain("PRIVATE");
    }
}
