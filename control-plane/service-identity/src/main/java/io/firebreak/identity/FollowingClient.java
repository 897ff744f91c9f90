package io.firebreak.identity;

import java.net.http.HttpClient;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/** The client of the present context. One of before ends by itself when its last call has. */
@SuppressWarnings("ReferenceEquality") // whether it is the same context, not one like it
final class FollowingClient implements Supplier<HttpClient> {
    private final TlsContext tls;
    private final Supplier<HttpClient.Builder> builder;
    private volatile @Nullable Made made;

    private record Made(SSLContext of, HttpClient client) {}

    FollowingClient(TlsContext tls, Supplier<HttpClient.Builder> builder) {
        this.tls = tls;
        this.builder = builder;
    }

    @Override
    public HttpClient get() {
        SSLContext now = tls.current();
        Made last = made;
        return last != null && last.of() == now ? last.client() : renew(now);
    }

    private synchronized HttpClient renew(SSLContext now) {
        Made last = made;
        if (last != null && last.of() == now) {
            return last.client();
        }
        SSLParameters parameters = new SSLParameters();
        parameters.setProtocols(new String[] {TlsContext.PROTOCOL});
        Made next = new Made(
                now, builder.get().sslContext(now).sslParameters(parameters).build());
        made = next;
        return next.client();
    }
}
