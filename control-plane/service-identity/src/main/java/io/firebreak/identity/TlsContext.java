package io.firebreak.identity;

import java.security.GeneralSecurityException;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * The TLS context for one kind of connection, made anew whenever the files have changed: so no session from before is
 * resumed, and what is refused now cannot come in on an old ticket.
 */
public final class TlsContext {
    /** All we speak; every process of a region is ours. */
    public static final String PROTOCOL = "TLSv1.3";

    private final Supplier<Credentials> credentials;
    private final Predicate<ServiceName> wanted;
    private volatile @Nullable Made made;

    private record Made(Credentials of, SSLContext context) {}

    TlsContext(Supplier<Credentials> credentials, Predicate<ServiceName> wanted) {
        this.credentials = credentials;
        this.wanted = wanted;
    }

    /** The context to begin a connection with; the same one as long as nothing has changed. */
    public SSLContext current() {
        Credentials now = credentials.get();
        Made last = made;
        return last != null && last.of() == now ? last.context() : renew(now);
    }

    private synchronized SSLContext renew(Credentials now) {
        Made last = made;
        if (last != null && last.of() == now) {
            return last.context();
        }
        Made next = new Made(now, make(now));
        made = next;
        return next.context();
    }

    private SSLContext make(Credentials of) {
        try {
            X509ExtendedTrustManager authorities = of.trust();
            SSLContext context = SSLContext.getInstance(PROTOCOL);
            context.init(
                    of.keys(),
                    authorities == null ? new TrustManager[0] : new TrustManager[] {new PeerCheck(authorities, wanted)},
                    null);
            return context;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK 25 has " + PROTOCOL, impossible);
        }
    }
}
