package io.firebreak.cell.settings;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.springframework.util.unit.DataSize;

/**
 * The bounds of the HTTP edge.
 *
 * @param requestsAtOnce more are refused with {@code OVERLOADED}
 * @param largestBody of a tenant's request
 * @param largestInternalBody of a request of the directory or another cell
 */
public record EdgeSettings(
        @Min(1) int requestsAtOnce,
        @NotNull DataSize largestBody,
        @NotNull DataSize largestInternalBody) {}
