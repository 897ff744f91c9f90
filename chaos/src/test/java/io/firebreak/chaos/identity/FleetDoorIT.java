package io.firebreak.chaos.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.firebreak.chaos.certificate.CertificateAuthority;
import io.firebreak.chaos.certificate.IdentityFolder;
import io.firebreak.chaos.install.App;
import io.firebreak.chaos.install.Archive;
import io.firebreak.chaos.install.Installation;
import io.firebreak.chaos.region.Ports;
import io.firebreak.identity.IdentityFiles;
import io.firebreak.identity.Role;
import io.firebreak.identity.ServiceName;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real fleet, visited with every kind of certificate, by who knows its secret as well: the certificate alone decides. */
class FleetDoorIT {
    private static final String SECRET = "the-internal-secret-of-this-test";
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final CertificateAuthority AUTHORITY = authority();

    @TempDir
    private static Path folder = Path.of("");

    private static URI hosts = URI.create("https://127.0.0.1");
    private static @Nullable Process fleet;

    private static CertificateAuthority authority() {
        return CertificateAuthority.create(Duration.ofDays(1), InstantSource.system(), new SecureRandom());
    }

    @BeforeAll
    static void start() throws Exception {
        List<Integer> ports = Ports.free(2, new Random());
        Path own = identity("own", AUTHORITY, new ServiceName(Role.FLEET, "cell-1"));
        ProcessBuilder builder = new ProcessBuilder(Installation.locate().command(App.FLEET, Archive.USED, List.of()))
                .redirectErrorStream(true)
                .redirectOutput(log().toFile());
        builder.environment().put("SERVER_PORT", ports.getFirst().toString());
        builder.environment().put("MANAGEMENT_SERVER_PORT", ports.getLast().toString());
        builder.environment().put("FIREBREAK_FLEET_INTERNALSECRET", SECRET);
        builder.environment().put("FIREBREAK_FLEET_ID", "fleet-1");
        builder.environment()
                .put("FIREBREAK_FLEET_JOURNAL", folder.resolve("journal").toString());
        builder.environment().put("FIREBREAK_IDENTITY_DIRECTORY", own.toString());
        fleet = builder.start();
        hosts = URI.create("https://127.0.0.1:%d/fleet/v1/hosts".formatted(ports.getFirst()));
        Visitor cell = cell();
        await(() -> answers(cell));
    }

    @AfterAll
    static void stop() throws InterruptedException {
        if (fleet != null) {
            fleet.destroyForcibly().waitFor();
        }
    }

    private static Path log() {
        return folder.resolve("log");
    }

    private static Path identity(String name, CertificateAuthority signer, ServiceName of) {
        return identity(name, signer, of, Duration.ofHours(1));
    }

    /** All trust the region's authority, so that only what they show can be wrong. */
    private static Path identity(String name, CertificateAuthority signer, ServiceName of, Duration life) {
        IdentityFolder identity = new IdentityFolder(folder.resolve(name));
        identity.write(signer.issue(of, List.of("127.0.0.1"), life));
        identity.trust(List.of(AUTHORITY.pem()));
        return identity.directory();
    }

    private static Visitor cell() {
        return Visitor.with(identity("cell", AUTHORITY, new ServiceName(Role.CELL, "cell-1")));
    }

    private static boolean answers(Visitor visitor) {
        try {
            return visitor.call("GET", hosts, SECRET) == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("the fleet is ready in time").isLessThan(deadline);
            Thread.sleep(100);
        }
    }

    private static void isRefused(Visitor visitor) {
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> visitor.call("GET", hosts, SECRET));
        assertThat(answers(cell())).as("its own cell still comes in").isTrue();
    }

    @Test
    void itsOwnCellComesInAndOnlyWithTheSecret() throws Exception {
        assertThat(cell().call("GET", hosts, SECRET)).isEqualTo(200);
        assertThat(cell().call("GET", hosts, "another-secret")).isEqualTo(401);
    }

    @Test
    void anotherCellIsRefused() {
        isRefused(Visitor.with(identity("neighbour", AUTHORITY, new ServiceName(Role.CELL, "cell-2"))));
    }

    @Test
    void everyOtherRoleIsRefused() {
        for (Role role : List.of(Role.ROUTER, Role.DIRECTORY, Role.FLEET)) {
            isRefused(Visitor.with(identity("as-" + role, AUTHORITY, new ServiceName(role, "cell-1"))));
        }
    }

    @Test
    void anExpiredCertificateIsRefused() {
        isRefused(Visitor.with(
                identity("expired", AUTHORITY, new ServiceName(Role.CELL, "cell-1"), Duration.ofMinutes(-1))));
    }

    @Test
    void aCertificateOfAnotherAuthorityIsRefused() {
        isRefused(Visitor.with(
                identity("foreign", authority(), new ServiceName(Role.CELL, "cell-1")),
                folder.resolve("own").resolve(IdentityFiles.AUTHORITIES)));
    }

    @Test
    void whoHasNoCertificateIsRefused() throws Exception {
        isRefused(Visitor.stranger(folder.resolve("own").resolve(IdentityFiles.AUTHORITIES)));
    }

    @Test
    void plainHttpGetsNothing() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), hosts.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write("GET /fleet/v1/hosts HTTP/1.0\r\nAuthorization: Bearer %s\r\n\r\n"
                            .formatted(SECRET)
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1))
                    .doesNotContain("200", "\"hosts\"");
        }
    }

    @Test
    void anOperatorLooksAndGivesNoOrders() throws Exception {
        Visitor operator = Visitor.with(identity("operator", AUTHORITY, new ServiceName(Role.OPERATOR, "operator")));

        assertThat(operator.call("GET", hosts, SECRET)).isEqualTo(200);
        assertThat(operator.call("POST", hosts.resolve("/fleet/v1/commands"), SECRET))
                .isEqualTo(401);
        assertThat(cell().call("POST", hosts.resolve("/fleet/v1/commands"), SECRET))
                .as("the cell is let through to the check of the body")
                .isEqualTo(400);
    }

    @Test
    void nothingSecretIsInTheLog() throws Exception {
        isRefused(Visitor.with(identity("for-the-log", AUTHORITY, new ServiceName(Role.CELL, "cell-2"))));

        assertThat(Files.readString(log()))
                .doesNotContain(SECRET, "PRIVATE KEY")
                .doesNotContain(Files.readAllLines(folder.resolve("own").resolve(IdentityFiles.KEY))
                        .get(1));
    }
}
