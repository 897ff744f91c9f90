package io.firebreak.chaos.measure;

/**
 * What one tenant saw of its scored intents in one phase.
 *
 * @param phase its name, see {@link Phase}
 * @param intents launches and lists scheduled in it
 * @param good those that succeeded within the SLO's latency
 * @param late those that succeeded after it
 * @param p50Millis median of the time from the scheduled start to the end of the intent, successful or not; 0 without intents
 * @param maxMillis the longest
 */
public record TenantPhase(String phase, long intents, long good, long late, double p50Millis, double maxMillis) {}
