package io.firebreak.cell.settings;

import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Hooks for breaking a node on purpose.
 *
 * @param enabled whether there are any
 * @param directory where armed faults are kept over a restart
 * @param plantedFault a promise the node is made to break, to prove that a test notices
 */
@Validated
@ConfigurationProperties(prefix = "firebreak.chaos", ignoreUnknownFields = false)
public record ChaosSettings(
        boolean enabled, @NotNull Path directory, @NotNull PlantedFault plantedFault) {}
