package io.firebreak.chaos.region;

import io.firebreak.chaos.certificate.CertificateAuthority;
import io.firebreak.chaos.certificate.IdentityFolder;
import io.firebreak.identity.IdentityFiles;
import io.firebreak.identity.Role;
import io.firebreak.identity.ServiceIdentity;
import io.firebreak.identity.ServiceName;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The certificates of a local region: one for each process and one for its operator, in the region's home. The authority's key
 * is nowhere but in the memory of the supervisor.
 */
final class RegionCertificates {
    /** What a stolen key is good for at most; the supervisor makes new ones at half of it. */
    static final Duration LIFE = Duration.ofHours(24);
    /** A region of one machine does not live longer. */
    private static final Duration LIFE_OF_THE_AUTHORITY = Duration.ofDays(365);
    /** Within this every process that runs has looked at its files. */
    static final Duration TAKEN_WITHIN = ServiceIdentity.LOOKED_AT_EVERY.multipliedBy(3);

    private static final List<String> HERE = List.of("127.0.0.1", "localhost");
    private static final ServiceName OPERATOR = new ServiceName(Role.OPERATOR, "operator");

    private final Path directory;
    private final InstantSource clock;
    private final SecureRandom random;
    private final Map<Path, ServiceName> issued = new LinkedHashMap<>();
    private CertificateAuthority authority;
    private List<String> trusted;
    private Instant oldest;

    RegionCertificates(Path directory, InstantSource clock, SecureRandom random) {
        this.directory = directory;
        this.clock = clock;
        this.random = random;
        this.authority = CertificateAuthority.create(LIFE_OF_THE_AUTHORITY, clock, random);
        this.trusted = List.of(authority.pem());
        this.oldest = clock.instant();
    }

    /** The directory of a process, filled. */
    synchronized Path of(ProcessName process, ServiceName name) {
        Path folder = directory.resolve(process.fileName());
        add(folder, name);
        return folder;
    }

    /** The directory of who operates the region, filled; with it the authority's certificate, see {@link #ca}. */
    synchronized Path operator() {
        Path folder = directory.resolve("operator");
        add(folder, OPERATOR);
        return folder;
    }

    /** The file with whom a client of the region is to trust. */
    Path ca() {
        return directory.resolve("operator").resolve(IdentityFiles.AUTHORITIES);
    }

    private void add(Path folder, ServiceName name) {
        if (issued.putIfAbsent(folder, name) == null) {
            issue(folder, name);
            new IdentityFolder(folder).trust(trusted);
        }
    }

    private void issue(Path folder, ServiceName name) {
        new IdentityFolder(folder).write(authority.issue(name, HERE, LIFE));
    }

    /** New certificates of the same authority for all. */
    synchronized void renew() {
        Instant now = clock.instant();
        issued.forEach(this::issue);
        oldest = now;
    }

    /** Does so if half of their life is over; tells whether it did. */
    synchronized boolean renewIfDue() {
        boolean due = !clock.instant().isBefore(oldest.plus(LIFE.dividedBy(2)));
        if (due) {
            renew();
        }
        return due;
    }

    /** When the first of the present certificates ends. */
    synchronized Instant expire() {
        return oldest.plus(LIFE);
    }

    /**
     * Another authority, in steps between which every process has time to look: all trust both, all have certificates of the
     * new one, all trust only that. A process that is paused meanwhile catches up when it goes on. When a step fails, those
     * before it hold, and the next change begins with all that is trusted.
     */
    synchronized void changeAuthority(Runnable untilTaken) {
        CertificateAuthority next = CertificateAuthority.create(LIFE_OF_THE_AUTHORITY, clock, random);
        trust(Stream.concat(Stream.of(next.pem()), trusted.stream()).toList());
        untilTaken.run();
        authority = next;
        renew();
        untilTaken.run();
        trust(List.of(next.pem()));
        untilTaken.run();
    }

    private void trust(List<String> authorities) {
        trusted = authorities;
        issued.keySet().forEach(folder -> new IdentityFolder(folder).trust(authorities));
    }
}
