package io.firebreak.identity;

import java.io.IOException;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who this process is, or that it is nobody: without files it speaks plain HTTP, as a router of one's own, benchmarks and tests
 * on one machine do. The files are looked at every second, and taken when they fit each other; until then, and when they do
 * not, what was read before holds.
 */
public final class ServiceIdentity implements AutoCloseable {
    /** How often the files are looked at: three calls of the kernel, and new certificates are made hours before they must be used. */
    public static final Duration LOOKED_AT_EVERY = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(ServiceIdentity.class);

    private final @Nullable IdentityFiles files;
    private final @Nullable ScheduledExecutorService watch;
    private volatile @Nullable Credentials credentials;
    private List<Object> stamp = List.of();
    private @Nullable String complaint;

    private ServiceIdentity(@Nullable IdentityFiles files) {
        this.files = files;
        this.watch = files == null
                ? null
                : Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().name("identity").daemon().factory());
    }

    /** Of a process that speaks plain HTTP. */
    public static ServiceIdentity none() {
        return new ServiceIdentity(null);
    }

    /**
     * Reads the files, and follows them until closed.
     *
     * @throws IllegalArgumentException naming the file that is missing or wrong
     */
    @SuppressWarnings("FutureReturnValueIgnored") // it ends with the executor
    public static ServiceIdentity of(IdentityFiles files) {
        ServiceIdentity identity = new ServiceIdentity(files);
        try {
            identity.stamp = files.stamp();
            identity.credentials = Credentials.read(files);
        } catch (IOException | GeneralSecurityException unusable) {
            identity.close();
            throw new IllegalArgumentException("the identity cannot be used: " + reason(unusable), unusable);
        }
        long every = LOOKED_AT_EVERY.toMillis();
        if (identity.watch != null) {
            identity.watch.scheduleWithFixedDelay(identity::refresh, every, every, TimeUnit.MILLISECONDS);
        }
        return identity;
    }

    /** Whether connections are secured at all. */
    public boolean isPresent() {
        return files != null;
    }

    /** The name in this process's certificate; empty when it has none, or it is not one of a region. */
    public Optional<ServiceName> name() {
        return Optional.ofNullable(credentials).map(Credentials::own).flatMap(ServiceName::of);
    }

    /** When the certificate ends. */
    public Optional<Instant> expires() {
        return Optional.ofNullable(credentials)
                .map(Credentials::own)
                .map(X509Certificate::getNotAfter)
                .map(java.util.Date::toInstant);
    }

    /**
     * A context for connections with peers of these names.
     *
     * @throws IllegalStateException without files
     */
    public TlsContext tls(Predicate<ServiceName> wanted) {
        return new TlsContext(this::required, wanted);
    }

    /**
     * A client for servers of these names, or a plain one without files. What it gives is to be asked for anew for each call:
     * it is another one after each change.
     */
    public Supplier<HttpClient> http(Supplier<HttpClient.Builder> builder, Predicate<ServiceName> wanted) {
        if (!isPresent()) {
            HttpClient plain = builder.get().build();
            return () -> plain;
        }
        return new FollowingClient(tls(wanted), builder);
    }

    private Credentials required() {
        Credentials present = credentials;
        if (present == null) {
            throw new IllegalStateException("this process has no identity");
        }
        return present;
    }

    /** Takes what is in the files now if it is new and whole. */
    public synchronized void refresh() {
        IdentityFiles watched = files;
        if (watched == null) {
            return;
        }
        try {
            List<Object> now = watched.stamp();
            if (now.equals(stamp)) {
                return;
            }
            credentials = Credentials.read(watched);
            stamp = now;
            complaint = null;
            LOG.info("took a new certificate, valid until {}", expires().orElse(Instant.EPOCH));
        } catch (IOException | GeneralSecurityException | RuntimeException notYet) {
            complain(reason(notYet));
        }
    }

    /** A writer between two files heals within a second, so only what stays is told, and once. */
    private void complain(String why) {
        if (why.equals(complaint)) {
            LOG.warn("the files of the identity changed and cannot be used, the earlier ones hold: {}", why);
            complaint = why + " ";
        } else if (complaint == null || !complaint.equals(why + " ")) {
            complaint = why;
        }
    }

    private static String reason(Exception failure) {
        return failure instanceof IOException
                ? "cannot read " + failure.getMessage()
                : String.valueOf(failure.getMessage());
    }

    @Override
    public void close() {
        if (watch != null) {
            watch.shutdownNow();
        }
    }
}
