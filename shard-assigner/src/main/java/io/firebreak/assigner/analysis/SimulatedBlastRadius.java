package io.firebreak.assigner.analysis;

/**
 * What a simulation saw.
 *
 * @param belowSlo the mean share of tenants that lost their whole shard, over all trials
 * @param interval 95 %, of that mean
 */
public record SimulatedBlastRadius(double belowSlo, Interval interval, int trials) {}
