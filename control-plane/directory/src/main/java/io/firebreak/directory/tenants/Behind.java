package io.firebreak.directory.tenants;

import io.firebreak.assigner.CellId;

/**
 * A cell that has something to confirm.
 *
 * @param newestKeys the highest version of keys among what it has not confirmed; 0 when it is behind in shards only
 */
public record Behind(CellId cell, long newestKeys) {}
