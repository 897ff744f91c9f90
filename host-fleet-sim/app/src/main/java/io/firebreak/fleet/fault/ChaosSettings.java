package io.firebreak.fleet.fault;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What {@code firebreak.chaos.*} sets.
 *
 * @param directory where armed faults are kept over a restart; without it they end with the process
 */
@ConfigurationProperties(prefix = "firebreak.chaos", ignoreUnknownFields = false)
record ChaosSettings(boolean enabled, @Nullable Path directory) {}
