package io.firebreak.router.probing;

import io.firebreak.router.transport.OutgoingTls;
import io.micrometer.core.instrument.Clock;
import io.netty.channel.ChannelOption;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/**
 * The question, over a connection of its own: an old connection would say nothing of a node that takes no new ones. The kernel
 * of a paused process takes connections for it, which is why the answer counts and not the connection.
 */
public final class HttpProbe {
    private static final int SERVER_ERROR = 500;
    /** A timer that rings later than this was held up, by the same that may have held up the answer. */
    private static final Duration PUNCTUAL = Duration.ofMillis(100);

    private final ProbeSettings settings;
    private final Clock clock;
    private final HttpClient client;
    private final @Nullable OutgoingTls tls;

    /** @param tls for nodes with an {@code https} URL */
    public HttpProbe(ProbeSettings settings, Clock clock, @Nullable OutgoingTls tls) {
        this.tls = tls;
        this.settings = settings;
        this.clock = clock;
        this.client = HttpClient.newConnection()
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        settings.timeout().toMillis())
                .disableRetry(true);
    }

    /** Always a finding, never an error. */
    public Mono<Finding> ask(URI node) {
        return Mono.defer(() -> {
            long start = clock.monotonicTime();
            return (tls == null ? client : tls.secure(client))
                    .get()
                    .uri(node + settings.path())
                    .responseSingle((answer, body) ->
                            Mono.just(answer.status().code() < SERVER_ERROR ? Finding.WELL : Finding.DEAD))
                    .timeout(settings.timeout())
                    .onErrorResume(failure -> Mono.just(afterFailure(clock.monotonicTime() - start)));
        });
    }

    private Finding afterFailure(long tookNanos) {
        return tookNanos > settings.timeout().plus(PUNCTUAL).toNanos() ? Finding.UNKNOWN : Finding.DEAD;
    }
}
