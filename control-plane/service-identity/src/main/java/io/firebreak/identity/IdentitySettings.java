package io.firebreak.identity;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * {@code firebreak.identity.*} of every app.
 *
 * @param directory with {@code tls.crt}, {@code tls.key} and {@code ca.crt}; without it the app speaks plain HTTP
 */
@ConfigurationProperties(prefix = "firebreak.identity", ignoreUnknownFields = false)
public record IdentitySettings(@Nullable Path directory) {
    /** The identity in that directory, or none. */
    public ServiceIdentity open() {
        return directory == null ? ServiceIdentity.none() : ServiceIdentity.of(IdentityFiles.in(directory));
    }
}
