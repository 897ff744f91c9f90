package io.firebreak.cell.settings;

import jakarta.validation.constraints.Min;

/**
 * What one tenant may have in this cell at once; a tenant whose shard is k cells may have that in each.
 *
 * @param instances that are not terminated
 * @param vcpus of those instances
 */
public record QuotaSettings(@Min(1) int instances, @Min(1) long vcpus) {}
