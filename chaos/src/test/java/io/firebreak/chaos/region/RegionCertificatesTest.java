package io.firebreak.chaos.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.firebreak.assigner.CellId;
import io.firebreak.identity.IdentityFiles;
import io.firebreak.identity.Role;
import io.firebreak.identity.ServiceName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegionCertificatesTest {
    private static final ProcessName FLEET = ProcessName.fleet(new CellId("cell-1"));
    private static final ServiceName NAME = new ServiceName(Role.FLEET, "cell-1");

    @TempDir
    private Path directory = Path.of("");

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private RegionCertificates certificates = new RegionCertificates(directory, () -> now, new SecureRandom());

    @BeforeEach
    void make() {
        certificates = new RegionCertificates(directory, () -> now, new SecureRandom());
    }

    private static String read(Path folder, String file) {
        try {
            return Files.readString(folder.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void newOnesAreMadeWhenHalfOfTheirLifeIsOver() {
        Path fleet = certificates.of(FLEET, NAME);
        String first = read(fleet, IdentityFiles.CERTIFICATE);
        assertThat(certificates.expire()).isEqualTo(now.plus(RegionCertificates.LIFE));

        now = now.plus(Duration.ofHours(12)).minusSeconds(1);
        assertThat(certificates.renewIfDue()).isFalse();
        assertThat(read(fleet, IdentityFiles.CERTIFICATE)).isEqualTo(first);

        now = now.plusSeconds(1);
        assertThat(certificates.renewIfDue()).isTrue();
        assertThat(read(fleet, IdentityFiles.CERTIFICATE)).isNotEqualTo(first);
        assertThat(certificates.renewIfDue()).as("once is enough").isFalse();
        assertThat(certificates.expire()).isEqualTo(now.plus(RegionCertificates.LIFE));
    }

    @Test
    void allThatWasNotRenewedIsTriedAgainAtOnce() throws IOException {
        Path fleet = certificates.of(FLEET, NAME);
        now = now.plus(Duration.ofHours(12));
        Files.delete(fleet.resolve(IdentityFiles.KEY));
        Files.createDirectory(fleet.resolve(IdentityFiles.KEY));
        Files.createFile(fleet.resolve(IdentityFiles.KEY).resolve("in-the-way"));
        assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(certificates::renewIfDue);

        Files.delete(fleet.resolve(IdentityFiles.KEY).resolve("in-the-way"));
        Files.delete(fleet.resolve(IdentityFiles.KEY));

        assertThat(certificates.renewIfDue()).isTrue();
    }

    @Test
    void aChangeOfTheAuthorityThatFailedHalfwayDoesNotLoseTheOneBefore() {
        Path fleet = certificates.of(FLEET, NAME);
        String first = read(fleet, IdentityFiles.AUTHORITIES);
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> certificates.changeAuthority(() -> {
                    throw new IllegalStateException("interrupted");
                }));
        assertThat(read(fleet, IdentityFiles.AUTHORITIES)).contains(first);

        Path late = certificates.operator();

        assertThat(read(late, IdentityFiles.AUTHORITIES)).contains(first);
        certificates.changeAuthority(() -> assertThat(read(fleet, IdentityFiles.AUTHORITIES))
                .satisfiesAnyOf(
                        trusted -> assertThat(trusted).contains(first),
                        trusted -> assertThat(trusted).containsOnlyOnce("BEGIN CERTIFICATE")));
        assertThat(read(fleet, IdentityFiles.AUTHORITIES))
                .doesNotContain(first)
                .containsOnlyOnce("BEGIN CERTIFICATE")
                .isEqualTo(read(late, IdentityFiles.AUTHORITIES));
    }
}
