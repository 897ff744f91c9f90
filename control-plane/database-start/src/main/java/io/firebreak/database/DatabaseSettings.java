package io.firebreak.database;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long a start waits for its database.
 *
 * @param patience after it the process ends
 * @param progress between two lines of the log that say what is waited for
 */
@ConfigurationProperties(prefix = "firebreak.database", ignoreUnknownFields = false)
public record DatabaseSettings(
        @DefaultValue("5m") Duration patience,
        @DefaultValue("5s") Duration progress) {}
