package io.firebreak.router.table;

import io.firebreak.router.transport.OutgoingTls;
import io.firebreak.router.wire.Body;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;

/** Asks the directory for tables newer than a version. */
public final class DirectoryClient {
    private static final int CONNECT_TIMEOUT_MILLIS = 2_000;
    private static final int OK = 200;
    private static final int NOT_MODIFIED = 304;
    private static final String INSTEAD_OF = "Firebreak-Table-Instead-Of";

    private final HttpClient client;
    private final TableSettings settings;
    private final @Nullable OutgoingTls tls;

    /** @param tls for a directory with an {@code https} URL */
    public DirectoryClient(URI directory, String internalSecret, TableSettings settings, @Nullable OutgoingTls tls) {
        this.tls = tls;
        this.settings = settings;
        this.client = HttpClient.newConnection()
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MILLIS)
                .responseTimeout(settings.longPoll().plus(settings.grace()))
                .baseUrl(directory.toString())
                .headers(headers -> headers.set(HttpHeaderNames.AUTHORIZATION, "Bearer " + internalSecret));
    }

    /** What the directory said. */
    sealed interface News {
        /**
         * A whole table or changes.
         *
         * @param insteadOfOurs the directory never had our table: it was restored to an earlier state, and this one counts
         *     although its version may be lower
         */
        record NewTable(Body json, boolean insteadOfOurs) implements News {}

        record Unchanged() implements News {}

        record Unusable(String why) implements News {}
    }

    /**
     * The directory's answer, after at most the long poll and its grace; never an error signal.
     *
     * @param version for a directory that knows no revisions
     * @param revision of our table, empty when we have none or it has none; then the answer is a whole table
     */
    Mono<News> newerThan(long version, String revision) {
        return (tls == null ? client : tls.secure(client))
                .get()
                .uri("/internal/v1/table?version=%d&waitSeconds=%d%s"
                        .formatted(
                                version,
                                settings.longPoll().toSeconds(),
                                revision.isEmpty() ? "" : "&since=" + revision))
                .response((response, content) -> read(revision, response, content))
                .single()
                .timeout(settings.longPoll().plus(settings.grace()))
                .onErrorResume(error -> Mono.just(new News.Unusable(error.toString())));
    }

    private Mono<News> read(String revision, HttpClientResponse response, ByteBufFlux content) {
        boolean insteadOfOurs = !revision.isEmpty()
                && revision.equals(response.responseHeaders().get(INSTEAD_OF));
        return switch (response.status().code()) {
            case OK ->
                Body.read(content, settings.maximumSize().toBytes())
                        .map(json -> new News.NewTable(json, insteadOfOurs));
            case NOT_MODIFIED -> Mono.just(new News.Unchanged());
            default -> Mono.just(new News.Unusable("the directory answered " + response.status()));
        };
    }
}
