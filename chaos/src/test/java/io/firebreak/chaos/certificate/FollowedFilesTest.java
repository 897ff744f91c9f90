package io.firebreak.chaos.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.firebreak.identity.IdentityFiles;
import io.firebreak.identity.Role;
import io.firebreak.identity.ServiceIdentity;
import io.firebreak.identity.ServiceName;
import io.firebreak.identity.TlsContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FollowedFilesTest {
    private static final ServiceName CELL = new ServiceName(Role.CELL, "cell-3");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final CertificateAuthority authority =
            CertificateAuthority.create(Duration.ofDays(1), InstantSource.system(), new SecureRandom());

    @TempDir
    private Path directory = Path.of("");

    private IdentityFolder folder = new IdentityFolder(directory);

    @BeforeEach
    void write() {
        folder = new IdentityFolder(directory);
        folder.trust(List.of(authority.pem()));
        folder.write(issued(Duration.ofHours(1)));
    }

    private Issued issued(Duration life) {
        return authority.issue(CELL, List.of("127.0.0.1"), life);
    }

    @Test
    void aNewCertificateIsTakenWhileTheProcessRuns() throws InterruptedException {
        try (ServiceIdentity identity = ServiceIdentity.of(IdentityFiles.in(directory))) {
            TlsContext tls = identity.tls(peer -> true);
            SSLContext before = tls.current();
            Optional<Instant> first = identity.expires();
            assertThat(tls.current()).as("the same as long as nothing changes").isSameAs(before);

            folder.write(issued(Duration.ofHours(5)));

            await(() -> !identity.expires().equals(first));
            assertThat(tls.current()).as("no session of before goes on").isNotSameAs(before);
            assertThat(identity.name()).contains(CELL);
        }
    }

    @Test
    void aKeyThatDoesNotFitIsNotTakenUntilItsCertificateIsThere() throws IOException {
        try (ServiceIdentity identity = ServiceIdentity.of(IdentityFiles.in(directory))) {
            Optional<Instant> first = identity.expires();
            Issued next = issued(Duration.ofHours(5));
            Files.writeString(directory.resolve(IdentityFiles.KEY), next.keyPem());
            identity.refresh();
            assertThat(identity.expires())
                    .as("between two files the earlier ones hold")
                    .isEqualTo(first);

            Files.writeString(directory.resolve(IdentityFiles.CERTIFICATE), next.certificatePem());
            identity.refresh();

            assertThat(identity.expires()).isNotEqualTo(first);
        }
    }

    @Test
    void whatCannotBeUsedStopsTheStartAndTellsNothingOfTheKey() throws IOException {
        String key = issued(Duration.ofHours(1)).keyPem();
        Files.writeString(directory.resolve(IdentityFiles.KEY), key);

        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(
                        () -> ServiceIdentity.of(IdentityFiles.in(directory)).close())
                .withMessageContaining("tls.key is not the key of")
                .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain(key.substring(40, 60)));
        Files.delete(directory.resolve(IdentityFiles.KEY));
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(
                        () -> ServiceIdentity.of(IdentityFiles.in(directory)).close())
                .withMessageContaining("tls.key");
    }

    private static void await(java.util.function.BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            Thread.sleep(50);
        }
    }
}
