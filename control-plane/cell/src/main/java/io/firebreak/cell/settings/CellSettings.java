package io.firebreak.cell.settings;

import io.firebreak.assigner.CellId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * The settings of one node; {@code application.yaml} explains each and shows its default.
 *
 * @param number the cell's number, which leads the ids of its instances
 * @param node unique in the cell
 * @param directoryUrl who is asked at the start which keys were revoked; without it only other cells are
 * @param internalSecret what callers of {@code /internal} and the fleet must show
 * @param drain how long a node that is being stopped answers on before it takes no more connections
 * @param operatorKeyHash SHA-256 of the operator key in hex; without it there is no operator
 */
@Validated
@ConfigurationProperties(prefix = "firebreak.cell", ignoreUnknownFields = false)
public record CellSettings(
        @NotNull CellId id,
        @Min(1) @Max(65_535) int number,
        @NotBlank String zone,
        @NotBlank String node,
        @NotNull URI fleetUrl,
        @Nullable URI directoryUrl,

        @NotNull @Size(min = 16, message = "must have at least 16 characters")
        String internalSecret,

        @Nullable @Pattern(regexp = "[0-9a-f]{64}", message = "must be a SHA-256 in hex")
        String operatorKeyHash,

        @NotNull Duration drain,
        @Valid @NotNull EdgeSettings edge,
        @Valid @NotNull AdmissionSettings admission,
        @Valid @NotNull LaunchSettings launch,
        @Valid @NotNull CommitSettings commit,
        @Valid @NotNull QuotaSettings quota,
        @Valid @NotNull RequestLimitSettings requestLimits,
        @Valid @NotNull ReconcileSettings reconcile,
        @Valid @NotNull SettlementSettings settlement,
        @Valid @NotNull AuditSettings audit) {}
