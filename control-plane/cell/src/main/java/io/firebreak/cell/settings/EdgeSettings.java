package io.firebreak.cell.settings;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.springframework.util.unit.DataSize;

/**
 * The bounds of the HTTP edge.
 *
 * @param requestsAtOnce of tenants, served and waiting; more are refused with {@code OVERLOADED}
 * @param internalRequestsAtOnce of the directory and other cells, beside those of tenants
 * @param largestBody of a tenant's request
 * @param largestInternalBody of a request of the directory or another cell
 */
public record EdgeSettings(
        @Min(1) int requestsAtOnce,
        @Min(1) int internalRequestsAtOnce,
        @NotNull DataSize largestBody,
        @NotNull DataSize largestInternalBody) {}
