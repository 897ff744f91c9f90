package io.firebreak.assigner.analysis;

/**
 * What a fault does to tenants, as shares that add up to 1.
 *
 * @param belowSlo lose their whole shard
 * @param touched lose a part of their shard and fail over
 * @param unaffected lose nothing
 */
public record BlastRadius(double belowSlo, double touched, double unaffected) {}
