package io.firebreak.chaos.measure;

/** Cell nodes and hosts of the region in all, the same for each architecture compared. */
public record Capacity(int nodes, int hosts) {}
