package io.firebreak.cell.settings;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Hooks for breaking a node on purpose.
 *
 * @param enabled whether there are any
 * @param directory where armed faults are kept over a restart
 * @param errors the share of its calls the node fails from its start on, as a bad version does
 * @param plantedFault a promise the node is made to break, to prove that a test notices
 */
@Validated
@ConfigurationProperties(prefix = "firebreak.chaos", ignoreUnknownFields = false)
public record ChaosSettings(
        boolean enabled,
        @NotNull Path directory,
        @DecimalMin("0") @DecimalMax("1") double errors,
        @NotNull PlantedFault plantedFault) {}
