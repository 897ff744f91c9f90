package io.firebreak.chaos.region;

import io.firebreak.identity.IdentityFiles;
import io.firebreak.identity.ServiceIdentity;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How the programs of an operator connect to a region: as its operator, and trusting its authority, where it has one. */
public final class RegionConnections {
    private static final Duration CONNECT = Duration.ofSeconds(2);

    /** A key and its certificate are two files, and may just be changed. */
    private static final int MOST_READS = 3;

    private RegionConnections() {}

    /** A client for every server of the region. */
    public static HttpClient http(RegionFile region) {
        return http(region.operatorIdentity());
    }

    static HttpClient http(@Nullable String operatorIdentity) {
        return builder(operatorIdentity)
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .build();
    }

    /** What such a client is made of. It is good until the region's authority changes. */
    public static HttpClient.Builder builder(RegionFile region) {
        return builder(region.operatorIdentity());
    }

    /** @param operatorIdentity the operator's directory; null in a region without certificates */
    static HttpClient.Builder builder(@Nullable String operatorIdentity) {
        HttpClient.Builder builder = HttpClient.newBuilder();
        if (operatorIdentity == null) {
            return builder;
        }
        try (ServiceIdentity operator = read(IdentityFiles.in(Path.of(operatorIdentity)))) {
            return builder.sslContext(operator.tls(server -> true).current());
        }
    }

    private static ServiceIdentity read(IdentityFiles files) {
        for (int tries = 1; ; tries++) {
            try {
                return ServiceIdentity.of(files);
            } catch (IllegalArgumentException unusable) {
                if (tries == MOST_READS) {
                    throw unusable;
                }
                Supervision.sleepShortly();
            }
        }
    }
}
