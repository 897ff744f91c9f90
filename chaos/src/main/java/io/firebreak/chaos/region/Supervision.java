package io.firebreak.chaos.region;

import io.firebreak.chaos.install.Archive;
import io.firebreak.chaos.install.Installation;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The program of the supervisor process, which owns a region from its first process to its last. */
public final class Supervision {
    /** A node drains for 1.5 s, may finish calls and then its loops for 5 s each, and sends its last spans for one. */
    private static final Duration GRACE = Duration.ofSeconds(15);
    /** How long a region that failed waits to be asked why. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(30);

    /** Twelve times before the certificates end. */
    private static final Duration RENEWED_IF_DUE_EVERY = RegionCertificates.LIFE.dividedBy(24);

    private static final Logger LOG = LoggerFactory.getLogger(Supervision.class);

    private Supervision() {}

    /**
     * Brings a region up and keeps it until it is told to go down; returns when nothing of it is left.
     *
     * @throws RegionAlreadyUpException when another supervisor has this home
     */
    public static void run(RegionSettings settings, Path directory) throws IOException, InterruptedException {
        RegionHome home = new RegionHome(directory);
        Optional<FileLock> lock = home.lock();
        if (lock.isEmpty()) {
            throw new RegionAlreadyUpException("a region is already up in " + home.directory());
        }
        home.clear();
        SecureRandom random = new SecureRandom();
        Secrets secrets = Secrets.draw(random);
        SupervisorServer server = new SupervisorServer(secrets.supervisor());
        RegionFile.Supervisor self =
                new RegionFile.Supervisor(server.url(), ProcessHandle.current().pid(), secrets.supervisor());
        Region region = Region.plan(
                settings, home, Archive.USED, GRACE, secrets, self, surroundings(Installation.locate(), random));
        server.serve(region);
        home.write(home.supervisorFile(), self);
        Thread ending = new Thread(() -> region.supervisor().down(), "ending");
        Runtime.getRuntime().addShutdownHook(ending);
        try {
            region.start();
            region.certificates().ifPresent(Supervision::keepValid);
            server.awaitDown();
        } catch (RegionStartException e) {
            server.awaitDown(LAST_WORDS);
        }
        home.forget();
    }

    /** From half of their life on, so that there is half of it to try again and to find out why it failed. */
    @SuppressWarnings("FutureReturnValueIgnored") // it ends with the program
    private static void keepValid(RegionCertificates certificates) {
        long every = RENEWED_IF_DUE_EVERY.toMillis();
        Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().name("certificates").daemon().factory())
                .scheduleAtFixedRate(() -> renew(certificates), every, every, TimeUnit.MILLISECONDS);
    }

    private static void renew(RegionCertificates certificates) {
        try {
            if (certificates.renewIfDue()) {
                LOG.info("every process has a new certificate");
            }
        } catch (RuntimeException e) {
            LOG.error("the certificates could not be renewed and end at {}", certificates.expire(), e);
        }
    }

    /** The real clock, sleep, chance and network. */
    static Region.Surroundings surroundings(Installation installation, SecureRandom random) {
        return new Region.Surroundings(installation, InstantSource.system(), Supervision::sleepShortly, random, http());
    }

    static HttpClient http() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(2))
                .build();
    }

    static void sleepShortly() {
        sleep(Duration.ofMillis(100));
    }

    static void sleepUntilCertificatesAreTaken() {
        sleep(RegionCertificates.TAKEN_WITHIN);
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RegionUnreachableException("interrupted while waiting for the region", e);
        }
    }
}
