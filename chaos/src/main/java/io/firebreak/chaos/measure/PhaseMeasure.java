package io.firebreak.chaos.measure;

/**
 * What all tenants that are not left out saw in one phase, pooled over the days.
 *
 * @param phase its name, see {@link Phase}
 * @param intents scheduled in it, of all kinds
 * @param availability good share of those any cell of the shard can serve; 1 when there were none
 * @param latencyMillis of all kinds, from the scheduled start to the end, successful or not
 */
public record PhaseMeasure(String phase, long intents, double availability, LatencyMillis latencyMillis) {}
