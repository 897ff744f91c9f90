package io.firebreak.chaos.measure;

import io.firebreak.chaos.gameday.GameDay;

/**
 * What a tenant was promised.
 *
 * @param availability least share of good intents, 0 to 1
 * @param latencyMillis an intent that succeeds later than this after its scheduled start is bad
 */
public record Slo(double availability, long latencyMillis) {
    /** The promise of a game day. */
    public static Slo of(GameDay gameDay) {
        return new Slo(gameDay.slo().availability(), gameDay.slo().latency().toMillis());
    }
}
